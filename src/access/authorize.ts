import { ServiceError } from '../model/errors';
import type { PolicyDocument } from '../model/state';
import type { View } from '../model/view';
import { RequestConditions } from './conditions';
import { decide } from './decide';
import type { AccessRequest, AppliedPolicies, Decision } from './decision';
import type { Demand } from './demand';
import { policyOf } from './policy';
import { keep } from './remembered';
import { type Caller, callerIn } from './requester';

/**
 * Refuses with AccessDeniedException what the caller may not do: all that the request demands must be allowed, before
 * anything is looked for or changed (IAM-42, IAM-78). Writes each decision in the trace.
 */
export function authorize<Request>(
  view: View,
  demandsOf: (view: View, request: Request) => readonly Demand[],
  request: Request,
): void {
  if (view.state.settings.access === 'off') return;
  const caller = callerIn(view.state, view.context);
  for (const demand of demandsOf(view, request)) {
    const { action, resource } = demand;
    const decision = decisionOn(view, caller, demand);
    const { effect, statements } = decision;
    view.trace.push({ kind: 'access', action, resource, effect, statements });
    if (effect !== 'allowed') throw denial(caller, demand, decision);
  }
}

/** What the first statement of AWSCodeArtifactAdminAccess decides when there is no other policy. */
const administration: Decision = Object.freeze({
  effect: 'allowed',
  statements: Object.freeze([Object.freeze({ policy: 'identity', index: 0, statement: 0 } as const)]),
});

/** What nobody's policies decide: a token is worth nothing when the user is deleted (TOK-22). */
const nobody: Decision = Object.freeze({
  effect: 'implicitly denied',
  statements: Object.freeze([]),
  missing: 'identity-based',
});

function decisionOn(view: View, caller: Caller, demand: Demand): Decision {
  const { action, resource, relation, domainPolicy, repositoryPolicy } = demand;
  const isPlain = caller.isDefault && relation === 'owner' && !domainPolicy && !repositoryPolicy;
  if (isPlain && action.startsWith('codeartifact:')) return administration;
  if (view.context.authorizationToken !== undefined && !caller.identity) return nobody;
  const { decisions, identity, session } = rightsOf(caller);
  const key = demand.resourceTags ? `${action} ${resource}` : undefined; // packages are too many to be remembered
  const made = key === undefined ? undefined : decisions.get(key);
  if (made && isSame(made.demand, demand)) return made.decision;
  const conditions = new RequestConditions(view.context, view.state.organizations, caller, demand);
  const request: AccessRequest = { action, resource, alternative: demand.alternative, caller, conditions };
  const applied: AppliedPolicies = {
    identity,
    session,
    domain: domainPolicy && policyOf(domainPolicy, 'resource'),
    repository: repositoryPolicy && policyOf(repositoryPolicy, 'resource'),
  };
  const decision = decide(request, applied, relation);
  if (key !== undefined && !conditions.hasVaried) remember(decisions, key, { demand, decision });
  return decision;
}

/** What a caller's own policies say, and what was decided on his behalf from nothing but who he is and the policies. */
interface Rights extends Pick<AppliedPolicies, 'identity' | 'session'> {
  readonly decisions: Map<string, Decided>;
}

interface Decided {
  readonly demand: Demand;
  readonly decision: Decision;
}

const rights = new WeakMap<Caller, Rights>();

function rightsOf(caller: Caller): Rights {
  const found = rights.get(caller);
  if (found) return found;
  const { identity = [], session } = caller;
  const made: Rights = {
    identity: identity.map(asIdentity),
    ...(session.length > 0 && { session: session.map(asIdentity) }),
    decisions: new Map(),
  };
  rights.set(caller, made);
  return made;
}

const asIdentity = (document: PolicyDocument) => policyOf(document, 'identity');

/** Whether a decision on one demand holds for the other, which has the same action and resource. */
const isSame = (one: Demand, other: Demand): boolean =>
  one.domainPolicy === other.domainPolicy &&
  one.repositoryPolicy === other.repositoryPolicy &&
  one.relation === other.relation &&
  one.alternative === other.alternative;

/** So many are enough for the repositories that a client works with. */
const mostDecisions = 500;

function remember(decisions: Rights['decisions'], key: string, decided: Decided): void {
  for (const statement of decided.decision.statements) Object.freeze(statement); // they go into every trace
  Object.freeze(decided.decision.statements);
  keep(decisions, key, decided, mostDecisions);
}

/** ERR-40 with the reason of ERR-41 or ERR-42. */
function denial({ arn }: Caller, { action, resource }: Demand, { effect, missing }: Decision): ServiceError {
  const policy = missing === 'identity-based' ? 'an identity-based' : `a ${missing}`;
  const reason =
    effect === 'explicitly denied'
      ? `with an explicit deny in ${policy} policy`
      : `because no ${missing} policy allows the ${action} action`;
  const message = `User: ${arn} is not authorized to perform: ${action} on resource: ${resource} ${reason}`;
  return new ServiceError('AccessDeniedException', message);
}
