import type { DecidingStatement, PolicyType } from '../model/trace';
import type { AccessRequest, AppliedPolicies, Decision, Policy, Relation, Statement } from './decision';

/**
 * Decides a request by the policies that are evaluated for it (IAM-57). The relation is `administrator` only for what
 * is done to the repository: to the domain its administrator is another account (IAM-31).
 */
export function decide(request: AccessRequest, policies: AppliedPolicies, relation: Relation): Decision {
  const found = statementsAbout(request, policies);
  const denied = found.isDenied ? kinds.find((kind) => found[kind].some(isDeny)) : undefined;
  // IAM-21
  if (denied) return { effect: 'explicitly denied', statements: told(found[denied].filter(isDeny)), missing: denied };
  const allows: Allows = {
    identity: found['identity-based'],
    session: policies.session && found.session,
    resource: found['resource-based'],
  };
  const outcome = relation === 'other' ? forOther(allows) : forOwn(allows, request);
  if (typeof outcome !== 'string') return { effect: 'allowed', statements: told(outcome) };
  return { effect: 'implicitly denied', statements: [], missing: outcome }; // IAM-20
}

type Kind = NonNullable<Decision['missing']>;

/** The kinds of policies as denials name them (ERR-41, ERR-42), in the order in which a denial is looked for. */
const kinds: readonly Kind[] = ['identity-based', 'session', 'resource-based'];

/** A statement that matches a request, and where it stands. */
interface Found extends Numbered {
  readonly policy: PolicyType;
  /** The place of the policy among several of its type. */
  readonly place: number | undefined;
}

interface Numbered {
  readonly statement: Statement;
  readonly index: number;
}

interface FoundByKind extends Readonly<Record<Kind, Found[]>> {
  isDenied: boolean;
}

const isDeny = ({ statement }: Found): boolean => statement.effect === 'Deny';

function statementsAbout(request: AccessRequest, applied: AppliedPolicies): FoundByKind {
  const found: FoundByKind = { 'identity-based': [], session: [], 'resource-based': [], isDenied: false };
  const search = (kind: Kind, policy: PolicyType, within: Policy, place?: number) => {
    for (const { statement, index } of statementsOn(within, request.action)) {
      if (!statement.matches(request)) continue;
      found[kind].push({ policy, place, statement, index });
      found.isDenied ||= statement.effect === 'Deny';
    }
  };
  const searchAll = (kind: Kind, policy: PolicyType, all: readonly Policy[]) => {
    for (const [place, each] of all.entries()) search(kind, policy, each, all.length > 1 ? place : undefined);
  };
  searchAll('identity-based', 'identity', applied.identity);
  if (applied.session) searchAll('session', 'session', applied.session);
  if (applied.domain) search('resource-based', 'domain', applied.domain);
  if (applied.repository) search('resource-based', 'repository', applied.repository);
  return found;
}

/** The statements of policies by the actions that they concern, of which there are few. */
const byAction = new WeakMap<Policy, Map<string, readonly Numbered[]>>();

function statementsOn(policy: Policy, action: string): readonly Numbered[] {
  let known = byAction.get(policy);
  if (!known) {
    known = new Map();
    byAction.set(policy, known);
  }
  let statements = known.get(action);
  if (!statements) {
    const name = action.toLowerCase(); // IAM-60
    statements = policy.statements
      .map((statement, index) => ({ statement, index }))
      .filter(({ statement }) => statement.concerns(name));
    known.set(action, statements);
  }
  return statements;
}

const told = (found: readonly Found[]): readonly DecidingStatement[] =>
  found.map(({ policy, place, statement, index }) => ({
    policy,
    ...(place === undefined ? {} : { index: place }),
    statement: statement.sid ?? index,
  }));

/** The statements that allow a request, by kind of policy; `session` is absent where no session policy limits. */
interface Allows {
  readonly identity: readonly Found[];
  readonly session: readonly Found[] | undefined;
  readonly resource: readonly Found[];
}

/** The statements that decide, or the kind of policy that would have had to allow (ERR-41). */
type Outcome = readonly Found[] | Kind;

/** IAM-32: an identity policy must allow, as far as session policies let it (TOK-23), and a resource policy. */
function forOther({ identity, session, resource }: Allows): Outcome {
  if (identity.length === 0) return 'identity-based';
  if (session?.length === 0) return 'session';
  return resource.length === 0 ? 'resource-based' : [...identity, ...(session ?? []), ...resource];
}

/**
 * IAM-28 to IAM-30, IAM-38: an identity policy or a resource policy must allow. Session policies limit what either
 * grants (TOK-23), but for what a resource policy grants to the session itself: as IAM has it, that is added after the
 * session was made, and what it grants to the role or the account before. Everybody includes the session itself.
 */
function forOwn({ identity, session, resource }: Allows, { caller }: AccessRequest): Outcome {
  const isLimited = session?.length === 0;
  const limit = session ?? [];
  if (identity.length > 0 && !isLimited) return [...identity, ...limit];
  const direct = session ? resource.filter(({ statement }) => statement.names(caller)) : resource;
  if (direct.length > 0) return direct;
  if (resource.length > 0 && !isLimited) return [...resource, ...limit];
  return isLimited && identity.length + resource.length > 0 ? 'session' : 'identity-based';
}
