import { invalid, type ServiceError } from '../model/errors';
import type { Rule } from '../model/rule';

/** How long a token lives when nobody says how long, in seconds (TOK-03). */
export const defaultDuration = 43_200;

const shortest = 900;

/** The duration is none that the model lets pass and the service forbids (TOK-04). */
export const durationAllowed: Rule<number | undefined, ServiceError> = {
  id: 'TOK-07',
  holds: (seconds = defaultDuration) => seconds === 0 || seconds >= shortest,
  refusal: () =>
    invalid(`Duration must be 0 or between ${shortest} and ${defaultDuration} seconds`, 'FIELD_VALIDATION_FAILED'),
};

/** There is a session of which it is known when it expires, for a token that is to expire with it (TOK-08). */
export const sessionKnown: Rule<number | undefined, ServiceError> = {
  id: 'TOK-09',
  holds: (expiration) => expiration !== undefined,
  refusal: () => {
    const message = 'Duration 0 is for the temporary credentials of an assumed role: the caller has none that expire.';
    return invalid(message);
  },
};
