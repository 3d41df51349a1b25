import { describe, expect, test } from 'vitest';
import { explainIn } from '../../src/simulator/explain';
import { createSimulator } from '../../src/simulator/simulator';

const account = '111122223333';
const other = '123456789012';
const bob = `arn:aws:iam::${other}:user/bob`;
const alice = `arn:aws:iam::${account}:user/alice`;
const domainArn = `arn:aws:codeartifact:us-west-2:${account}:domain/my-domain`;
const keyId = 'AKIAIOSFODNN7EXAMPLE';

/** A simulator that knows alice, who may do everything, and her access key. */
function simulator() {
  const sim = createSimulator();
  sim.learn([
    { type: 'principal', arn: alice, policies: ['AWSCodeArtifactAdminAccess'] },
    { type: 'access key', id: keyId, principal: alice },
  ]);
  return sim;
}

type As = Parameters<ReturnType<typeof simulator>['execute']>[2];

/** The owner of the domain that somebody creates, or the error. */
function ownerBy(as: As): string | undefined {
  const result = simulator().execute('CreateDomain', { domain: 'my-domain' }, as);
  return result.ok ? result.output.domain?.owner : result.error.message.replace(/ is not authorized.*$/, '');
}

describe('in whose name a call is made', () => {
  test.each([
    [undefined, account],
    [{}, account],
    [{ account: other }, other],
    [{ principal: alice }, account],
    [{ principal: alice, account: other }, account],
    [{ principal: bob }, `User: ${bob}`],
    [{ principal: bob, account }, `User: ${bob}`],
    [{ principal: `arn:aws:iam::${other}:root` }, other],
    [{ accessKeyId: other }, other],
    [{ accessKeyId: keyId }, account],
    [{ accessKeyId: 'AKIAUNKNOWNUNKNOWN00' }, account],
    [{ accessKeyId: 'test', account: other }, other],
  ])('%j: %s', (as, owner) => expect(ownerBy(as)).toBe(owner));

  test('an access key may be of somebody who may nothing', () => {
    const sim = simulator();
    sim.learn([{ type: 'access key', id: 'AKIABOBBOBBOBBOBBOB0', principal: bob }]);
    const result = sim.execute('ListDomains', {}, { accessKeyId: 'AKIABOBBOBBOBBOBBOB0' });
    expect(!result.ok && result.error.message).toContain(`User: ${bob} is not authorized`);
  });

  test.each([
    [{ principal: 'bob' }, 'is not the ARN of a user, role, session or root user'],
    [{ principal: alice, accessKeyId: keyId }, 'not by both'],
    [{ account: '1' }, 'is no AWS account'],
    [{ region: 'No Region' }, 'is no name of a Region'],
    [{ authorizationToken: 5 as never }, 'An authorization token is a text, not 5'],
    [{ endpoint: '127.0.0.1:4566' }, 'is no address of package endpoints'],
    [{ endpoint: 'http://127.0.0.1:4566/' }, 'is no address of package endpoints'],
    [{ endpoint: 'http://127.0.0.1:4566?x' }, 'is no address of package endpoints'],
  ])('%j is refused', (as, message) => {
    expect(() => simulator().execute('ListDomains', {}, as)).toThrow(RangeError);
    expect(() => simulator().execute('ListDomains', {}, as)).toThrow(message);
  });
});

describe('what goes with it', () => {
  const at = { domain: 'my-domain', repository: 'my-repo' };

  function filled() {
    const sim = simulator();
    sim.execute('CreateDomain', { domain: 'my-domain' });
    sim.execute('CreateRepository', at);
    return sim;
  }

  test('the address of package endpoints', () => {
    const as = { endpoint: 'http://127.0.0.1:4566' };
    const result = filled().execute('GetRepositoryEndpoint', { ...at, format: 'npm' }, as);
    expect(result.ok && result.output.repositoryEndpoint).toBe(
      `http://127.0.0.1:4566/npm/d/my-domain-${account}/my-repo/`,
    );
  });

  test('TOK-22: the token of a package manager', () => {
    const sim = filled();
    const issued = sim.execute('GetAuthorizationToken', { domain: 'my-domain' }, { principal: alice });
    const authorizationToken = issued.ok ? issued.output.authorizationToken : undefined;
    const ask = (token?: string) =>
      sim.request('ListVersions', { ...at, format: 'npm', package: 'p' }, { authorizationToken: token });
    const status = (token?: string) => {
      const result = ask(token);
      return result.ok ? 200 : result.error.status;
    };
    expect([status(authorizationToken), status(), status('token')]).toEqual([404, 404, 401]);
    sim.learn([{ type: 'principal', arn: alice }]);
    expect([status(authorizationToken), status()]).toEqual([403, 404]);
  });
});

test('an explanation of a denial says who, what and why', () => {
  const sim = simulator();
  sim.execute('CreateDomain', { domain: 'my-domain' });
  const { text, line } = explainIn(
    sim,
    'DescribeDomain',
    { domain: 'my-domain', domainOwner: account },
    { principal: bob },
  );
  expect(line).toContain('403 AccessDeniedException (IAM-20)');
  expect(text.replace(/\s+/g, ' ')).toContain(
    `The caller may not do codeartifact:DescribeDomain on ${domainArn}: ` +
      'the policies that would have to allow it do not. The rule that decides is IAM-20. Nothing changes.',
  );
  const statement = { Sid: 'Hands-off', Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' };
  sim.execute('PutDomainPermissionsPolicy', {
    domain: 'my-domain',
    policyDocument: JSON.stringify({ Statement: [statement] }),
  });
  const denied = explainIn(sim, 'DescribeDomain', { domain: 'my-domain' }, { principal: alice });
  expect(denied.text.replace(/\s+/g, ' ')).toContain("statement Hands-off of the domain's policy denies it.");
  expect(denied.line).toContain('(IAM-21)');
});

test('facts that cannot be are refused with a RangeError', () => {
  const policies = ['{'];
  expect(() => simulator().learn([{ type: 'principal', arn: alice, policies }])).toThrow(RangeError);
});

test('a fact of an unknown type is refused, and not taken for another', () => {
  expect(() => simulator().learn([{ type: 'principals', arn: alice } as never])).toThrow(
    new RangeError("There is no fact of type 'principals'"),
  );
});
