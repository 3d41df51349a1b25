import { ServiceError } from '../model/errors';
import type { Caller } from '../simulator/calls';

/** The parts of a request in which it can be signed; header names are in lower case. */
export interface SignedParts {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly query: URLSearchParams;
}

/**
 * Who calls, and where: the access key and the Region of the signature's scope, in the Authorization header or in the
 * query string (API-26). A request without signature says neither, and an Authorization that is no signature is a
 * token's (TOK-35). Throws an IncompleteSignature when the scope cannot be read.
 */
export function callerOf({ headers: { authorization }, query }: SignedParts): Caller {
  if (authorization?.startsWith('AWS4-') === false) return { authorizationToken: authorization };
  const scope = authorization === undefined ? query.get('X-Amz-Credential') : credentialIn(authorization);
  if (scope === null) return {};
  const [, accessKeyId, region] = credential.exec(scope) ?? [];
  if (accessKeyId === undefined || region === undefined) throw incompleteSignature(`the Credential is '${scope}'`);
  return { accessKeyId, region };
}

/** The refusal of a signature that lacks a part, or has one that cannot be read (ERR-14). */
export const incompleteSignature = (found: string): ServiceError =>
  new ServiceError(
    'IncompleteSignature',
    'A signature has a Credential <access key>/<date>/<Region>/codeartifact/aws4_request, SignedHeaders, a Signature ' +
      `and a date; of this one ${found}.`,
  );

const credentialIn = (authorization: string): string => /\bCredential=([^,\s]*)/.exec(authorization)?.[1] ?? '';

/** The access key and the Region of a scope; a scope of several Regions has none in it. */
const credential = /^([^/\s]+)\/\d{8}\/([a-z0-9-]{1,50})\/codeartifact\/aws4_request$/;
