import { unread } from '../access/elements';
import { managedPolicies } from '../access/managed-policies';
import { isPolicyFault, parsePolicy } from '../access/policy';
import { parsePrincipal } from '../access/principal';
import type { Tag } from '../api/types';
import { type Codec, list, members, oneOf, optional, ShapeError, text } from '../model/codec';
import { invalid } from '../model/errors';
import * as json from '../model/json-settings';
import type { AccessKey, PolicyDocument, Principal, Settings, State } from '../model/state';
import type { WideMap } from '../model/wide-map';

/** Who there is besides the service, and what he may do. */
export type AccessFact = PrincipalFact | AbsentPrincipalFact | AccessKeyFact | OrganizationFact | AccessModeFact;

/**
 * A policy document, as an object or as its JSON text, or the name of a policy that AWS manages:
 * `AWSCodeArtifactAdminAccess`, `AWSCodeArtifactReadOnlyAccess`.
 */
export type PolicyInput = object | string;

/** There is a user, a role, a session of an assumed role or a root user, with these rights and no others. */
export interface PrincipalFact {
  readonly type: 'principal';
  readonly arn: string;
  /** Identity policies; none, when they are left out. A session has those of its role besides; a root user none. */
  readonly policies?: readonly PolicyInput[];
  /** aws:PrincipalTag. A session has those of its role besides. */
  readonly tags?: readonly Tag[];
  /** What only a session of an assumed role has. */
  readonly session?: {
    /** Session policies; none: nothing is limited. */
    readonly policies?: readonly PolicyInput[];
    /** When its credentials expire, in milliseconds since 1970. */
    readonly expiration: number;
  };
}

/** A user or a role is no more, and his tokens with him (TOK-22); a default user is as he was at the beginning. */
export interface AbsentPrincipalFact {
  readonly type: 'absent principal';
  readonly arn: string;
}

/** There is an access key: calls that are signed with it are this principal's. */
export interface AccessKeyFact extends AccessKey {
  readonly type: 'access key';
  readonly id: string;
}

/** An organisation has these member accounts and no others. */
export interface OrganizationFact {
  readonly type: 'organization';
  readonly id: string;
  readonly accounts: readonly string[];
}

/** From now on policies decide, or with `off` everybody may do everything. */
export interface AccessModeFact {
  readonly type: 'access';
  readonly mode: Settings['access'];
}

/** The state in which the fact holds. Refuses with a ServiceError what cannot be. */
export function withAccessFact(state: State, told: AccessFact): State {
  const fact = checked(told);
  switch (fact.type) {
    case 'principal':
      return changed(state, { principals: state.principals.with(fact.arn, principalOf(fact)) });
    case 'absent principal':
      return changed(state, { principals: withoutPrincipal(state, fact.arn) });
    case 'access key':
      return changed(state, { accessKeys: state.accessKeys.with(...accessKeyOf(fact)) });
    case 'organization':
      return changed(state, { organizations: withOrganization(state, fact) });
    case 'access':
      if (fact.mode !== 'enforced' && fact.mode !== 'off') {
        throw invalid(`access is 'enforced' or 'off', not '${String(fact.mode)}'`);
      }
      return changed(state, { settings: Object.freeze({ ...state.settings, access: fact.mode }) });
  }
}

/** Whether a fact is one of these. */
export const isAccessFact = (fact: { readonly type: string }): fact is AccessFact => Object.hasOwn(facts, fact.type);

/** A member that may be absent or undefined. */
const maybe = <T>(of: Codec<T>): Codec<T | undefined> => ({
  ...optional(of),
  read: (value) => (value === undefined ? undefined : of.read(value)),
});

const policies = maybe(list(unread as Codec<PolicyInput>)); // what they say is read later

/** What each fact has: another member, or one of another type, would be passed over, or spoil the state. */
const facts: { readonly [T in AccessFact['type']]: Codec<Extract<AccessFact, { type: T }>> } = {
  principal: members<PrincipalFact>({
    type: oneOf('principal'),
    arn: text,
    policies,
    tags: maybe(json.tags),
    session: maybe(
      members<NonNullable<PrincipalFact['session']>>({ policies, expiration: maybe(unread) as Codec<number> }),
    ),
  }),
  'absent principal': members<AbsentPrincipalFact>({ type: oneOf('absent principal'), arn: text }),
  'access key': members<AccessKeyFact>({
    type: oneOf('access key'),
    id: text,
    principal: text,
    secretAccessKey: maybe(text),
    sessionToken: maybe(text),
  }),
  organization: members<OrganizationFact>({ type: oneOf('organization'), id: text, accounts: list(text) }),
  access: members<AccessModeFact>({ type: oneOf('access'), mode: unread as Codec<Settings['access']> }),
};

/** The fact, with the members that it has to have and no others. */
function checked(fact: AccessFact): AccessFact {
  try {
    return facts[fact.type].read(fact);
  } catch (error) {
    throw error instanceof ShapeError ? invalid(`A fact of type '${fact.type}': ${error.message}`) : error;
  }
}

const changed = (state: State, changes: Partial<State>): State => Object.freeze({ ...state, ...changes });

function principalOf({ arn, policies = [], tags = [], session }: PrincipalFact): Principal {
  const { kind } = principalIn(arn);
  if (kind === 'root' && policies.length > 0) throw invalid(`'${arn}' is a root user, who has no policies`);
  if (session && kind !== 'session') throw invalid(`'${arn}' is not the ARN of a session of an assumed role`);
  return Object.freeze({
    arn,
    policies: documentsOf(arn, policies),
    tags: tagsOf(arn, tags),
    ...(session && {
      session: Object.freeze({
        policies: documentsOf(arn, session.policies ?? []),
        expiration: momentIn(session.expiration),
      }),
    }),
  });
}

function principalIn(arn: string) {
  const principal = parsePrincipal(arn);
  if (!principal) throw invalid(`'${arn}' is not the ARN of a user, a role, a session or a root user`);
  return principal;
}

const documentsOf = (arn: string, policies: readonly PolicyInput[]): readonly PolicyDocument[] =>
  Object.freeze(policies.map((policy) => documentOf(arn, policy)));

function documentOf(arn: string, policy: PolicyInput): PolicyDocument {
  if (typeof policy === 'string' && Object.hasOwn(managedPolicies, policy)) {
    return managedPolicies[policy as keyof typeof managedPolicies];
  }
  const document = typeof policy === 'string' ? policy : jsonOf(arn, policy);
  const read = parsePolicy(document, 'identity');
  if (isPolicyFault(read)) throw invalid(`A policy of '${arn}' cannot be read: ${read.fault}`);
  return Object.freeze({ document });
}

function jsonOf(arn: string, policy: unknown): string {
  try {
    return String(JSON.stringify(policy));
  } catch (error) {
    throw invalid(`A policy of '${arn}' cannot be written as JSON: ${(error as Error).message}`);
  }
}

/** Two keys of one principal that differ only in case cannot be (IAM-51). */
function tagsOf(arn: string, tags: readonly Tag[]): readonly Tag[] {
  const keys = tags.map(({ key }) => key.toLowerCase());
  if (new Set(keys).size < keys.length) throw invalid(`'${arn}' has a tag key twice`);
  return Object.freeze(tags.map(({ key, value }) => Object.freeze({ key, value })));
}

function momentIn(expiration: number): number {
  if (Number.isSafeInteger(expiration)) return expiration;
  throw invalid(`A session expires at a whole number of milliseconds since 1970, not at ${String(expiration)}`);
}

function withoutPrincipal({ principals }: State, arn: string): WideMap<string, Principal> {
  const { kind } = principalIn(arn);
  if (kind === 'user' || kind === 'role') return principals.without(arn);
  throw invalid(`'${arn}' cannot be deleted: a session ends when it expires, and a root user with his account`);
}

function accessKeyOf({ id, principal, secretAccessKey, sessionToken }: AccessKeyFact): [id: string, AccessKey] {
  if (!/^\w{16,128}$/.test(id)) throw invalid(`'${id}' is no access key id: 16 to 128 letters and digits`);
  principalIn(principal);
  const key = {
    principal,
    ...(secretAccessKey === undefined ? {} : { secretAccessKey }),
    ...(sessionToken === undefined ? {} : { sessionToken }),
  };
  return [id, Object.freeze(key)];
}

function withOrganization({ organizations }: State, { id, accounts }: OrganizationFact): WideMap<string, string> {
  if (!/^o-[a-z0-9]{10,32}$/.test(id)) throw invalid(`'${id}' is no organisation: o- and 10 to 32 letters and digits`);
  const stranger = accounts.find((account) => !/^[0-9]{12}$/.test(account));
  if (stranger !== undefined) throw invalid(`'${stranger}' is no AWS account: twelve digits`);
  let members = organizations;
  for (const [account, organization] of organizations) if (organization === id) members = members.without(account);
  for (const account of accounts) members = members.with(account, id);
  return members;
}
