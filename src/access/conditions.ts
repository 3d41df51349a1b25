import { sha256 } from '@noble/hashes/sha2.js';
import { base32 } from '@scure/base';
import type { Tag } from '../api/types';
import type { State } from '../model/state';
import { asciiJson } from '../model/text';
import type { Context } from '../model/view';
import type { Conditions } from './decision';
import type { Demand } from './demand';
import { remembered } from './remembered';
import type { Caller } from './requester';

/**
 * The condition keys of a request (IAM-45 to IAM-50). What a call inside a process does not have is absent, as for any
 * request that AWS cannot tell it of: it came over no connection (aws:SecureTransport, aws:SourceIp, aws:SourceVpce),
 * with no agent or referer (IAM-46).
 */
export class RequestConditions implements Conditions {
  /** Whether a key was asked for whose value another request of the caller for the same resource may not have. */
  hasVaried = false;
  #own: ReadonlyMap<string, string | readonly string[]> | undefined;
  #varying: ReadonlyMap<string, string | readonly string[]> | undefined;

  constructor(
    private readonly context: Context,
    private readonly organizations: State['organizations'],
    private readonly caller: Caller,
    private readonly demand: Demand,
  ) {}

  get(key: string): string | readonly string[] | undefined {
    this.#own ??= keysOf(this.caller);
    const own = this.#own.get(key);
    if (own !== undefined || key.startsWith('aws:principal')) return own;
    const { owner } = this.demand;
    if (key === 'aws:resourceaccount') return owner;
    if (key === 'aws:resourceorgid') return owner === undefined ? undefined : this.organizations.get(owner);
    this.hasVaried = true;
    this.#varying ??= varyingKeys(this.context, this.demand);
    return this.#varying.get(key);
  }
}

const known = new WeakMap<Caller, ReadonlyMap<string, string | readonly string[]>>();

/** The keys that say who calls (IAM-50). */
function keysOf(caller: Caller): ReadonlyMap<string, string | readonly string[]> {
  const found = known.get(caller);
  if (found) return found;
  const { arn, role, account, kind, name, organization, tags } = caller;
  const keys = new Map<string, string | readonly string[]>([
    ['aws:principalarn', role ?? arn],
    ['aws:principalaccount', account],
    ['aws:principaltype', principalTypes[kind]],
    ['aws:userid', userId(caller)],
    ['aws:principalisawsservice', 'false'],
    ['aws:viaawsservice', 'false'],
  ]);
  if (organization !== undefined) keys.set('aws:principalorgid', organization);
  if (kind === 'user') keys.set('aws:username', name);
  addTags(keys, 'aws:principaltag/', tags);
  known.set(caller, keys);
  return keys;
}

/** The keys that say what is asked, and when. */
function varyingKeys({ now, region }: Context, demand: Demand): ReadonlyMap<string, string | readonly string[]> {
  const keys = new Map<string, string | readonly string[]>([
    ['aws:currenttime', new Date(now).toISOString()],
    ['aws:epochtime', String(Math.floor(now / 1000))],
    ['aws:requestedregion', region],
  ]);
  addTags(keys, 'aws:resourcetag/', demand.resourceTags); // IAM-47
  addTags(keys, 'aws:requesttag/', demand.requestTags); // IAM-49
  const tagKeys = demand.tagKeys ?? demand.requestTags?.map(({ key }) => key) ?? [];
  if (tagKeys.length > 0) keys.set('aws:tagkeys', tagKeys);
  for (const [key, value] of Object.entries(demand.conditions ?? {})) keys.set(key, value);
  return keys;
}

/** aws:PrincipalType by kind of principal. */
const principalTypes: Readonly<Record<Caller['kind'], string>> = {
  user: 'User',
  role: 'AssumedRole',
  session: 'AssumedRole',
  root: 'Account',
};

/** Tags whose keys differ only in case are one key with several values (IAM-51). */
function addTags(conditions: Map<string, string | readonly string[]>, prefix: string, tags: readonly Tag[] = []): void {
  for (const { key, value } of tags) {
    const name = prefix + key.toLowerCase();
    const before = conditions.get(name);
    conditions.set(name, before === undefined ? value : [before, value].flat());
  }
}

/** aws:userid: the unique id of a user or a role, of a session with its name; the account's number of a root user. */
function userId({ kind, account, arn, role, name }: Caller): string {
  if (kind === 'root') return account;
  const id = (kind === 'user' ? 'AIDA' : 'AROA') + uniquePart(role ?? arn);
  return kind === 'session' ? `${id}:${name}` : id;
}

const uniquePart = remembered((arn) => base32.encode(sha256(asciiJson(arn))).slice(0, 17));
