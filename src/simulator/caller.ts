import { parsePrincipal } from '../access/principal';
import type { State } from '../model/state';
import type { Context } from '../model/view';
import type { Caller } from './calls';

/** The simulator that is called: what a caller leaves out is its own, and it knows the access keys. */
interface Called {
  readonly account: string;
  readonly region: string;
  readonly state: State;
}

/** A caller as the core takes him, at a time in milliseconds. Throws a RangeError for what names nobody or nothing. */
export function contextFor(called: Called, now: number, as: Caller = {}): Context {
  const { principal, accessKeyId, authorizationToken, endpoint } = as;
  const account = as.account === undefined ? called.account : accountIn(as.account);
  const region = as.region === undefined ? called.region : regionIn(as.region);
  const identity = identityIn(called.state, account, principal, accessKeyId);
  return {
    account: identity.account,
    region,
    now,
    principal: identity.principal,
    authorizationToken: authorizationToken === undefined ? undefined : tokenIn(authorizationToken),
    endpoint: endpoint === undefined ? undefined : endpointIn(endpoint),
  };
}

/** The text, if it is an account's number. Throws a RangeError. */
export function accountIn(text: string): string {
  if (isAccount(text)) return text;
  throw new RangeError(`'${text}' is no AWS account: twelve digits`);
}

/** The text, if it can be a Region's name. Throws a RangeError. */
export function regionIn(text: string): string {
  if (/^[a-z0-9-]{1,50}$/.test(text)) return text;
  throw new RangeError(`'${text}' is no name of a Region`);
}

const isAccount = (text: string): boolean => /^[0-9]{12}$/.test(text);

function identityIn(
  state: State,
  account: string,
  principal: string | undefined,
  accessKeyId: string | undefined,
): Pick<Context, 'account' | 'principal'> {
  if (principal !== undefined && accessKeyId !== undefined) {
    throw new RangeError('A caller is named by principal or by accessKeyId, not by both');
  }
  if (principal !== undefined) return principalIn(principal);
  if (accessKeyId === undefined) return { account };
  if (isAccount(accessKeyId)) return { account: accessKeyId };
  const key = state.accessKeys.get(accessKeyId);
  return key ? principalIn(key.principal) : { account };
}

function principalIn(principal: string): Pick<Context, 'account' | 'principal'> {
  const read = parsePrincipal(principal);
  if (read) return { account: read.account, principal };
  throw new RangeError(`'${principal}' is not the ARN of a user, role, session or root user`);
}

function tokenIn(text: unknown): string {
  if (typeof text === 'string') return text;
  throw new RangeError(`An authorization token is a text, not ${String(text)}`);
}

function endpointIn(text: string): string {
  if (/^https?:\/\/[^\s?#]*[^\s?#/]$/.test(text)) return text;
  throw new RangeError(`'${text}' is no address of package endpoints, like http://127.0.0.1:4566`);
}
