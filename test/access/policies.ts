import { decide } from '../../src/access/decide';
import type { AccessRequest, AppliedPolicies, Decision, Policy, Relation, Requester } from '../../src/access/decision';
import { isPolicyFault, parsePolicy } from '../../src/access/policy';

export const owner = '111122223333';
export const other = '123456789012';

/** A user of the domain's owner. */
export const alice: Requester = { arn: `arn:aws:iam::${owner}:user/alice`, account: owner };
/** A user of another account. */
export const bob: Requester = { arn: `arn:aws:iam::${other}:user/bob`, account: other };
/** A session of a role of the owner. */
export const session: Requester = {
  arn: `arn:aws:sts::${owner}:assumed-role/deploy/run-1`,
  account: owner,
  role: `arn:aws:iam::${owner}:role/deploy`,
};

/** The ARN of something of the owner in us-east-1. */
export const arn = (resource: string): string => `arn:aws:codeartifact:us-east-1:${owner}:${resource}`;
export const domain = arn('domain/d');
export const repository = arn('repository/d/r');

type Element = Readonly<Record<string, unknown>>;

const parsed = (kind: 'identity' | 'resource', statements: readonly Element[]): Policy => {
  const policy = parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: statements }), kind);
  if (isPolicyFault(policy)) throw new Error(policy.fault);
  return policy;
};

/** A statement: it allows everything on everything, unless it says otherwise. */
export const allow = (elements: Element = {}): Element => ({
  Effect: 'Allow',
  ...('NotAction' in elements ? {} : { Action: '*' }),
  ...('NotResource' in elements ? {} : { Resource: '*' }),
  ...elements,
});
export const deny = (elements: Element = {}): Element => allow({ Effect: 'Deny', ...elements });

export const identityPolicy = (...statements: Element[]): Policy => parsed('identity', statements);
/** A policy of a domain or a repository; what names no principal is for everybody. */
export const resourcePolicy = (...statements: Element[]): Policy => {
  const named = statements.map((each) => ('NotPrincipal' in each ? each : { Principal: '*', ...each }));
  return parsed('resource', named);
};

interface Asked {
  /** Without the prefix of the service, or with one. */
  readonly action?: string;
  readonly resource?: string;
  readonly alternative?: string;
  readonly caller?: Requester;
  readonly relation?: Relation;
  /** The condition keys in lower case. */
  readonly keys?: Readonly<Record<string, string | readonly string[]>>;
}

/** A request of the owner's user, to read the repository, unless it says otherwise. */
export function requestOf({ action = 'DescribeRepository', resource, caller = alice, keys = {}, ...rest }: Asked) {
  const request: AccessRequest = {
    action: action.includes(':') ? action : `codeartifact:${action}`,
    resource: resource ?? repository,
    alternative: rest.alternative,
    caller,
    conditions: new Map(Object.entries(keys)),
  };
  return request;
}

export const decided = (asked: Asked, policies: Partial<AppliedPolicies>): Decision =>
  decide(requestOf(asked), { identity: [], ...policies }, asked.relation ?? 'owner');

/** Whether the owner's user may do something that only an identity policy decides about. */
export const isAllowed = (asked: Asked, ...statements: Element[]): boolean =>
  decided(asked, { identity: [identityPolicy(...statements)] }).effect === 'allowed';
