import type { Tag } from '../api/types';
import type { PolicyDocument, Principal, State } from '../model/state';
import type { Context } from '../model/view';
import type { Requester } from './decision';
import { defaultUserPolicies, rootPolicies } from './managed-policies';
import { defaultUserArn, type PrincipalArn, parsePrincipal } from './principal';
import { keep } from './remembered';

/** Who calls, with all that policies can ask of him. */
export interface Caller extends Requester {
  readonly kind: PrincipalArn['kind'];
  readonly name: string;
  /** Absent when the state knows him and his role under no record and he is not the default user of his account. */
  readonly identity?: readonly PolicyDocument[];
  /** Session policies, which limit what the identity policies allow (TOK-23); none: no limit. */
  readonly session: readonly PolicyDocument[];
  /** The organisation that his account is a member of. */
  readonly organization?: string;
  /** aws:PrincipalTag: a session's own tags go before those of its role. */
  readonly tags: readonly Tag[];
  /** When the credentials of a session expire, in milliseconds; absent of others and of sessions nobody described. */
  readonly expiration?: number;
  /** Whether he is the default user of his account as nobody changed him. */
  readonly isDefault: boolean;
}

const none = Object.freeze([]);

/** Callers by account and ARN, as these principals and organisations make them. */
interface Directory {
  readonly organizations: State['organizations'];
  readonly callers: Map<string, Caller>;
}

/** A state without principals is the same for all simulators of a process, and anybody can be an account. */
const mostCallers = 1000;

const directories = new WeakMap<State['principals'], Directory>();

/**
 * Who calls in this context: its principal, or the default user of its account, with the rights that he has in the
 * state now (TOK-22); the same object as long as they are the same. Throws a TypeError when the principal is no
 * principal's ARN or of another account.
 */
export function callerIn(state: State, { account, principal }: Context): Caller {
  const { principals, organizations } = state;
  let directory = directories.get(principals);
  if (directory?.organizations !== organizations) {
    directory = { organizations, callers: new Map() };
    directories.set(principals, directory);
  }
  const key = principal ?? account;
  let caller = directory.callers.get(key);
  if (caller?.account !== account) {
    caller = callerOf(state, account, principal);
    keep(directory.callers, key, caller, mostCallers);
  }
  return caller;
}

function callerOf(state: State, account: string, principal: string | undefined): Caller {
  const arn = principal ?? defaultUserArn(account);
  const read = principal === undefined ? undefined : parsePrincipal(arn);
  if (principal !== undefined && read?.account !== account) {
    throw new TypeError(`'${arn}' is not the ARN of a user, role, session or root user of account ${account}`);
  }
  const record = state.principals.get(arn);
  if (read?.kind === 'session') return sessionOf(state, arn, read, record);
  const isDefault = !record && (principal === undefined || arn === defaultUserArn(account));
  return {
    arn,
    account,
    kind: read?.kind ?? 'user',
    name: read?.name ?? 'default',
    identity: isDefault ? defaultUserPolicies : read?.kind === 'root' ? rootPolicies : record?.policies,
    session: none,
    organization: state.organizations.get(account),
    tags: record?.tags ?? none,
    isDefault,
  };
}

/** A session of an assumed role has the present policies and tags of its role besides what its record says. */
function sessionOf(state: State, arn: string, read: PrincipalArn, record: Principal | undefined): Caller {
  const { kind, account, name } = read;
  const assumed = roleOf(state, read.role!);
  const known = [record, assumed].filter((each) => each !== undefined);
  const own = record?.tags ?? none;
  const inherited = (assumed?.tags ?? none).filter(({ key }) => !own.some((tag) => isSameKey(tag.key, key)));
  return {
    arn,
    account,
    kind,
    name,
    role: assumed?.arn ?? read.role,
    ...(known.length > 0 && { identity: known.flatMap(({ policies }) => policies) }),
    session: record?.session?.policies ?? none,
    organization: state.organizations.get(account),
    tags: inherited.length > 0 ? [...own, ...inherited] : own,
    expiration: record?.session?.expiration,
    isDefault: false,
  };
}

/** The record of a session's role: its name is known, which an account has once, but not the path before it. */
function roleOf({ principals }: State, arn: string): Principal | undefined {
  const exact = principals.get(arn);
  if (exact) return exact;
  const start = arn.slice(0, arn.lastIndexOf('/') + 1);
  const end = arn.slice(start.length - 1);
  for (const [other, record] of principals.after(start)) {
    if (!other.startsWith(start)) break;
    if (other.endsWith(end)) return record;
  }
  return undefined;
}

/** IAM-51: keys of tags are compared without regard to case. */
const isSameKey = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
