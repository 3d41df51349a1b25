import { ServiceError } from '../../model/errors';

/** The refusal of a path that no protocol names (AUT-69). */
export const noSuchPath = (path: string): ServiceError =>
  new ServiceError('ResourceNotFoundException', `There is nothing at ${path}.`);

/** The refusal of a path that is named with other methods (AUT-69). */
export const noSuchMethod = (): ServiceError => new ServiceError('ValidationException', 'Method Not Allowed', {}, 405);

/** The refusal of what cannot be read, or is against a rule of its format: 400, unless another status is given. */
export const unacceptable = (message: string, code = 400): ServiceError =>
  new ServiceError('ValidationException', message, {}, code);
