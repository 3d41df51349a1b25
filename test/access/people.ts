import { expect } from 'vitest';
import { request } from '../../src/core';
import type { ServiceError } from '../../src/model/errors';
import type { Context } from '../../src/model/view';
import { type Fact, withFacts } from '../../src/ops/learn';
import type { PrincipalFact } from '../../src/ops/learn-access';
import type { RequestInputs, RequestName, RequestOutputs } from '../../src/ops/requests';
import { context, otherAccount, type World, worldWith } from '../support';

/** A user of the domain's owner, and one of another account. */
export const alice = `arn:aws:iam::${context.account}:user/alice`;
export const bob = `arn:aws:iam::${otherAccount}:user/bob`;

/** The ARN of something of the domain's owner. */
export const arn = (resource: string): string =>
  `arn:aws:codeartifact:${context.region}:${context.account}:${resource}`;
export const domainArn = arn('domain/my-domain');
export const repositoryArn = (repository: string): string => arn(`repository/my-domain/${repository}`);

type Statement = Readonly<Record<string, unknown>>;
type Actions = string | readonly string[];

const prefixed = (actions: Actions) =>
  [actions].flat().map((action) => (/[:]|^\*$/.test(action) ? action : `codeartifact:${action}`));

/** A statement that allows actions, of this service unless they say otherwise, on everything. */
export const allow = (actions: Actions, more: Statement = {}): Statement => ({
  Effect: 'Allow',
  Action: prefixed(actions),
  Resource: '*',
  ...more,
});
export const deny = (actions: Actions, more: Statement = {}): Statement => ({
  ...allow(actions, more),
  Effect: 'Deny',
});
/** The same for an account or an ARN, in a policy of a domain or a repository. */
export const allowTo = (who: string, actions: Actions, more: Statement = {}): Statement =>
  allow(actions, { Principal: { AWS: who }, ...more });
export const denyTo = (who: string, actions: Actions, more: Statement = {}): Statement =>
  deny(actions, { Principal: { AWS: who }, ...more });

export const document = (...statements: readonly Statement[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

/** All that a user of the service may be allowed by his own policies. */
export const everything = allow(['*', 'sts:GetServiceBearerToken']);

export function learn(made: World, ...facts: readonly Fact[]): void {
  made.state = withFacts(made.state, facts, context);
}

/** Gives somebody these identity policies in place of those that he has. */
export const grant = (made: World, who: string, ...statements: readonly Statement[]): void =>
  learn(made, { type: 'principal', arn: who, policies: [document(...statements)] });

/** Lets somebody be there who has no policies, or what else is told of him. */
export const introduce = (made: World, who: string, more: Partial<PrincipalFact> = {}): void =>
  learn(made, { type: 'principal', arn: who, ...more });

/** A call in somebody's name. */
export const by = (principal: string, more: Partial<Context> = {}): Partial<Context> => ({
  account: principal.split(':')[4]!,
  principal,
  ...more,
});

/** Places of `plainWorld` as any account names them. */
export const domain = { domain: 'my-domain', domainOwner: context.account };
export const repository = { ...domain, repository: 'my-repo' };
export const npm = { ...repository, format: 'npm', package: 'lodash' } as const;

/** A role of the domain's owner, and a session of it. */
export const role = `arn:aws:iam::${context.account}:role/deploy`;
export const session = `arn:aws:sts::${context.account}:assumed-role/deploy/run-1`;

/** Puts a policy on the domain, or on a repository, in the name of the owner's default user. */
export const onDomain = (made: World, ...statements: readonly Statement[]): void => {
  made.call('PutDomainPermissionsPolicy', { ...domain, policyDocument: document(...statements) });
};
export const onRepository = (made: World, repository: string, ...statements: readonly Statement[]): void => {
  made.call('PutRepositoryPermissionsPolicy', { ...domain, repository, policyDocument: document(...statements) });
};

/** What becomes of a package manager's request: `ok`, or the name of the error; a refusal changes nothing. */
export function ask<N extends RequestName>(
  made: World,
  name: N,
  input: RequestInputs[N],
  changes: Partial<Context> = {},
): { readonly output?: RequestOutputs[N]; readonly error?: ServiceError } {
  const result = request(made.state, name, input, { ...context, ...changes });
  if (!result.ok) {
    expect(result.state).toBe(made.state);
    return { error: result.error };
  }
  made.state = result.state;
  return { output: result.output };
}

/** The domain `my-domain` with the repositories `my-repo` and `other`. */
export const plainWorld = (): World => worldWith('my-repo', 'other');
