import { ShapeError, within } from '../model/codec';
import type { Requester } from './decision';
import { textsOf } from './elements';

/** Whom a Principal element means (IAM-36). */
export interface Principals {
  /** Whether it means the caller: everybody, his account, his role or himself. */
  readonly include: (caller: Requester) => boolean;
  /** Whether it means everybody or the caller himself. */
  readonly name: (caller: Requester) => boolean;
}

/** Reads a Principal element. Throws a ShapeError that names the place. */
export function principalsOf(element: unknown): Principals {
  if (element === '*') return among(['*']);
  if (typeof element !== 'object' || element === null || Array.isArray(element) || isEmpty(element)) {
    throw new ShapeError(`expected "*" or an object with ${kinds.join(', ')}`);
  }
  const principals = Object.entries(element).flatMap(([kind, values]) =>
    within(kind, () => {
      if (!kinds.includes(kind)) throw new ShapeError(`expected one of ${kinds.join(', ')}`);
      const texts = textsOf(values);
      return kind === 'AWS' ? texts.map(checked) : []; // callers are never of another kind
    }),
  );
  return among(principals);
}

const kinds: readonly string[] = ['AWS', 'Service', 'Federated', 'CanonicalUser'];

const isEmpty = (element: object): boolean => Object.keys(element).length === 0;

function checked(principal: string): string {
  if (principal === '*' || /^\d{12}$/.test(principal) || principal.startsWith('arn:')) return principal;
  throw new ShapeError(`'${principal}' is not "*", the 12 digits of an account or an ARN`);
}

/** IAM-37: an ARN is compared as a whole, so that a wildcard in it matches nobody. */
function among(principals: readonly string[]): Principals {
  const everybody = principals.includes('*');
  const arns = new Set(principals);
  const accounts = new Set(principals.map((arn) => /^arn:aws:iam::(\d{12}):root$/.exec(arn)?.[1] ?? arn));
  const name = (caller: Requester): boolean => everybody || arns.has(caller.arn);
  const include = (caller: Requester): boolean =>
    name(caller) || accounts.has(caller.account) || (caller.role !== undefined && arns.has(caller.role));
  return { include, name };
}
