import type { DecidingStatement, PolicyType } from '../model/trace';
import type { AccessRequest, AppliedPolicies, Decision, Policy, Relation, Statement } from './decision';

/**
 * Decides a request by the policies that are evaluated for it (IAM-57). The relation is `administrator` only for what
 * is done to the repository: to the domain its administrator is another account (IAM-31).
 */
export function decide(request: AccessRequest, policies: AppliedPolicies, relation: Relation): Decision {
  const found = statementsAbout(request, policies);
  const denial = found.find(({ statement }) => statement.effect === 'Deny');
  if (denial) {
    const missing = kinds[denial.policy];
    const isAlike = ({ policy, statement }: Found) => kinds[policy] === missing && statement.effect === 'Deny';
    return { effect: 'explicitly denied', statements: told(found.filter(isAlike)), missing }; // IAM-21
  }
  const of = (kind: Kind) => found.filter(({ policy }) => kinds[policy] === kind);
  const allows: Allows = {
    identity: of('identity-based'),
    session: policies.session && of('session'),
    resource: of('resource-based'),
  };
  const outcome = relation === 'other' ? forOther(allows) : forOwn(allows, request);
  if (typeof outcome !== 'string') return { effect: 'allowed', statements: told(outcome) };
  return { effect: 'implicitly denied', statements: [], missing: outcome }; // IAM-20
}

type Kind = NonNullable<Decision['missing']>;

/** As which kind of policy a denial names it (ERR-41, ERR-42). */
const kinds: Readonly<Record<PolicyType, Kind>> = {
  identity: 'identity-based',
  session: 'session',
  domain: 'resource-based',
  repository: 'resource-based',
};

/** A statement that matches a request, and where it stands. */
interface Found {
  readonly policy: PolicyType;
  readonly statement: Statement;
  readonly index: number;
}

function statementsAbout(request: AccessRequest, applied: AppliedPolicies): readonly Found[] {
  const action = request.action.toLowerCase(); // IAM-60
  const found: Found[] = [];
  const search = (policy: PolicyType, { statements }: Policy) => {
    for (let index = 0; index < statements.length; index += 1) {
      const statement = statements[index]!;
      if (statement.matches(request, action)) found.push({ policy, statement, index });
    }
  };
  for (const policy of applied.identity) search('identity', policy);
  for (const policy of applied.session ?? []) search('session', policy);
  if (applied.domain) search('domain', applied.domain);
  if (applied.repository) search('repository', applied.repository);
  return found;
}

const told = (found: readonly Found[]): readonly DecidingStatement[] =>
  found.map(({ policy, statement, index }) => ({ policy, statement: statement.sid ?? index }));

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
