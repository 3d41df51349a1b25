import { describe, expect, test } from 'vitest';
import { issueToken } from '../../../src/access/token';
import { operations } from '../../../src/api/operations';
import type { OperationName } from '../../../src/api/types';
import type { Caller } from '../../../src/simulator/calls';
import { fixedClock } from '../../../src/simulator/clock';
import type { Simulator } from '../../../src/simulator/interface';
import { createSimulator, type SimulatorOptions } from '../../../src/simulator/simulator';
import type { CloudTrailRecord } from '../../../src/simulator/traffic/trail';
import { digestOf, start, world } from '../histories';

const owner = '111122223333';
const administrator = '123456789012';
const guest = '222222222222';
const domain = { domain: 'my-domain', domainOwner: owner };
const team = { ...domain, repository: 'team' };
const lodash = { ...team, format: 'npm', package: 'lodash' } as const;

const traced = (options: SimulatorOptions = {}): Simulator =>
  createSimulator({ world, clock: fixedClock(start), access: 'off', trail: true, ...options });

/** The records that a call gives. */
function recordsOf(sim: Simulator, call: (sim: Simulator) => unknown): readonly CloudTrailRecord[] {
  const before = sim.trail.length;
  call(sim);
  return sim.trail.slice(before);
}

describe('a call of the API', () => {
  test('EVT-60, EVT-61, EVT-64: gives a record, with its operation, parameters and caller', () => {
    const records = recordsOf(traced(), (sim) => sim.execute('DescribeRepository', { ...domain, repository: 'team' }));
    expect(records[0]).toEqual({
      eventVersion: '1.05',
      userIdentity: {
        type: 'IAMUser',
        principalId: expect.stringMatching(/^AIDA[A-Z2-7]{17}$/),
        arn: `arn:aws:iam::${owner}:user/default`,
        accountId: owner,
        userName: 'default',
      },
      eventTime: '2026-01-01T00:00:00Z',
      eventSource: 'codeartifact.amazonaws.com',
      eventName: 'DescribeRepository',
      awsRegion: 'us-west-2',
      requestParameters: { domainName: 'my-domain', domainOwner: owner, repositoryName: 'team' },
      responseElements: null,
      readOnly: true,
      eventType: 'AwsApiCall',
      recipientAccountId: owner,
    });
  });

  test('EVT-60, EVT-61: so does every operation', () => {
    const sim = traced();
    for (const name of Object.keys(operations) as OperationName[]) {
      const [record] = recordsOf(sim, () => sim.execute(name, { ...domain } as never));
      expect(record).toMatchObject({ eventName: name, eventSource: 'codeartifact.amazonaws.com' });
      expect(record).toMatchObject({ readOnly: /^(Describe|Get|List)/.test(name) && name !== 'GetAuthorizationToken' });
    }
    expect(recordsOf(sim, () => sim.execute('Nonsense' as never, {} as never))).toEqual([]);
  });

  test('EVT-64: a change has readOnly false and answers what it answered', () => {
    const [record] = recordsOf(traced(), (sim) => sim.execute('CreateDomain', { domain: 'other' }));
    expect(record).toMatchObject({
      readOnly: false,
      requestParameters: { domainName: 'other' },
      responseElements: { domain: { name: 'other', status: 'Active', createdTime: '2026-01-01T00:00:00.000Z' } },
    });
  });

  test('EVT-61: the content of an asset is no parameter', () => {
    const generic = { ...team, format: 'generic', namespace: 'ns', package: 'pkg', packageVersion: '1' } as const;
    const content = { assetName: 'a', assetContent: 'secret', assetSHA256: digestOf('secret') };
    const [record] = recordsOf(traced(), (sim) => sim.execute('PublishPackageVersion', { ...generic, ...content }));
    expect(record!.requestParameters).toEqual({
      domainName: 'my-domain',
      domainOwner: owner,
      repositoryName: 'team',
      packageFormat: 'generic',
      packageNamespace: 'ns',
      packageName: 'pkg',
      packageVersion: '1',
      assetName: 'a',
      assetSHA256: digestOf('secret'),
    });
  });

  test('EVT-60: a refusal has its exception, also one that faults and rates make', () => {
    const sim = traced({ throttling: { reads: 1 } });
    const describeDomain = (name: string) => () => sim.execute('DescribeDomain', { domain: name });
    expect(recordsOf(sim, describeDomain('absent'))).toEqual([
      expect.objectContaining({
        errorCode: 'ResourceNotFoundException',
        errorMessage: "Domain not found. Domain 'absent' owned by account '111122223333' does not exist.",
        responseElements: null,
      }),
    ]);
    expect(recordsOf(sim, describeDomain('my-domain'))[0]).toMatchObject({ errorCode: 'ThrottlingException' });
    sim.faults.add({ error: { name: 'InternalServerException' } });
    expect(recordsOf(sim, describeDomain('my-domain'))[0]).toMatchObject({ errorCode: 'InternalServerException' });
    expect(recordsOf(sim, () => sim.execute('DeleteDomain', 1n as never))[0]).toMatchObject({
      requestParameters: null,
    });
  });
});

describe('GetAuthorizationToken', () => {
  const tokenOf = (sim: Simulator): string => {
    const result = sim.execute('GetAuthorizationToken', domain);
    if (!result.ok) throw new Error(result.error.message);
    return result.output.authorizationToken!;
  };

  test('EVT-63: the record does not have the token, nor has any other', () => {
    const sim = traced({ access: 'enforced' });
    const token = tokenOf(sim);
    expect(sim.trail).toEqual([
      expect.objectContaining({
        eventName: 'GetAuthorizationToken',
        readOnly: false,
        requestParameters: { domainName: 'my-domain', domainOwner: owner },
        responseElements: { sessionToken: 'HIDDEN_DUE_TO_SECURITY_REASONS' },
      }),
    ]);
    sim.request('ListVersions', lodash, { authorizationToken: token });
    sim.request('ReadAsset', { ...lodash, version: '1.0.0', asset: 'package.tgz' }, { authorizationToken: token });
    sim.request('ListVersions', { ...lodash, token } as never, { authorizationToken: `${token}x` });
    sim.execute('ListDomains', { token } as never, { authorizationToken: token });
    const parts = [token, ...token.split('.').filter((part) => part.length > 30)];
    for (const part of parts) expect(JSON.stringify(sim.trail)).not.toContain(part);
  });

  test('TOK-36: the use of a token shows an access key that begins with ABIA, and whose token it is', () => {
    const sim = traced({ access: 'enforced' });
    const [one, two] = [1, 2].map((serial) =>
      issueToken({
        serial,
        principal: `arn:aws:iam::${guest}:user/alice`,
        account: guest,
        region: 'us-west-2',
        domain: 'my-domain',
        owner,
        issued: 0,
        expires: start,
      }),
    );
    const identities = [one, two, one].map((authorizationToken) => {
      const [record] = recordsOf(sim, () => sim.request('ListVersions', lodash, { authorizationToken }));
      return record!.userIdentity;
    });
    expect(identities[0]).toMatchObject({ accountId: guest, arn: `arn:aws:iam::${guest}:user/alice` });
    expect(identities[0]!.accessKeyId).toMatch(/^ABIA[A-Z2-7]{16}$/);
    expect(identities[2]).toEqual(identities[0]);
    expect(identities[1]!.accessKeyId).not.toBe(identities[0]!.accessKeyId);
  });
});

describe("a package manager's request", () => {
  test.each([
    ['ListVersions', {}, 'ReadFromRepository', true, {}],
    ['ReadAsset', { version: '1.0.0', asset: 'package.tgz' }, 'ReadFromRepository', true, { packageVersion: '1.0.0' }],
    ['Publish', { version: '9.0.0', assets: [] }, 'PublishPackageVersion', false, { packageVersion: '9.0.0' }],
  ] as const)('EVT-61, EVT-62 (additionalEventData: endpoints): %s', (name, more, eventName, readOnly, parameters) => {
    const [record] = recordsOf(traced(), (sim) => sim.request(name, { ...lodash, ...more } as never));
    expect(record).toMatchObject({
      eventName,
      readOnly,
      responseElements: null,
      eventSource: 'codeartifact.amazonaws.com',
    });
    expect(record!.requestParameters).toEqual({
      domainName: 'my-domain',
      domainOwner: owner,
      repositoryName: 'team',
      packageName: 'lodash',
      packageFormat: 'npm',
      ...parameters,
    });
  });
});

describe('EVT-65: who receives', () => {
  const calls: [name: string, call: (sim: Simulator, as: Caller) => unknown, receivers: string[]][] = [
    ['ListRepositories', (sim, as) => sim.execute('ListRepositories', {}, as), [guest]],
    ['ListDomains', (sim, as) => sim.execute('ListDomains', {}, as), [guest]],
    ['ListRepositoriesInDomain', (sim, as) => sim.execute('ListRepositoriesInDomain', domain, as), [guest, owner]],
    ['DescribeDomain', (sim, as) => sim.execute('DescribeDomain', domain, as), [guest, owner]],
    ['ListPackages', (sim, as) => sim.execute('ListPackages', team, as), [guest, owner, administrator]],
    ['DeleteRepository', (sim, as) => sim.execute('DeleteRepository', team, as), [guest, owner, administrator]],
    [
      'CreateRepository',
      (sim, as) => sim.execute('CreateRepository', { ...domain, repository: 'new' }, as),
      [guest, owner],
    ],
    ['ListVersions', (sim, as) => sim.request('ListVersions', lodash, as), [guest, owner, administrator]],
    [
      'ListPackages of a repository of the owner',
      (sim, as) => sim.execute('ListPackages', { ...domain, repository: 'constructor' }, as),
      [guest, owner],
    ],
    [
      'ListTagsForResource of a repository',
      (sim, as) => {
        const resourceArn = `arn:aws:codeartifact:us-west-2:${owner}:repository/my-domain/team`;
        return sim.execute('ListTagsForResource', { resourceArn }, as);
      },
      [guest, owner, administrator],
    ],
    ['DescribeDomain of an absent one', (sim, as) => sim.execute('DescribeDomain', { domain: 'absent' }, as), [guest]],
  ];

  test.each(calls)('EVT-65: %s', (_, call, receivers) => {
    const records = recordsOf(traced(), (sim) => call(sim, { account: guest }));
    expect(records.map(({ recipientAccountId }) => recipientAccountId)).toEqual(receivers);
    expect(
      new Set(records.map(({ eventName, requestParameters }) => JSON.stringify([eventName, requestParameters]))).size,
    ).toBe(1);
  });

  test.each([
    [owner, [owner, administrator]],
    [administrator, [administrator, owner]],
  ])('EVT-65: each account once, also when %s calls', (account, receivers) => {
    const records = recordsOf(traced(), (sim) => sim.execute('ListPackages', team, { account }));
    expect(records.map(({ recipientAccountId }) => recipientAccountId)).toEqual(receivers);
  });
});

describe('who called', () => {
  test.each([
    [`arn:aws:iam::${owner}:root`, { type: 'Root', principalId: owner }],
    [`arn:aws:iam::${owner}:user/path/alice`, { type: 'IAMUser', userName: 'alice' }],
    [`arn:aws:iam::${owner}:role/path/build`, { type: 'Role', userName: 'build' }],
    [
      `arn:aws:sts::${owner}:assumed-role/build/session-1`,
      {
        type: 'AssumedRole',
        principalId: expect.stringMatching(/^AROA[A-Z2-7]{17}:session-1$/),
        sessionContext: {
          sessionIssuer: {
            type: 'Role',
            principalId: expect.stringMatching(/^AROA[A-Z2-7]{17}$/),
            arn: `arn:aws:iam::${owner}:role/build`,
            accountId: owner,
            userName: 'build',
          },
        },
      },
    ],
  ])('EVT-60: %s', (principal, identity) => {
    const [record] = recordsOf(traced(), (sim) => sim.execute('ListDomains', {}, { principal }));
    expect(record!.userIdentity).toMatchObject({ arn: principal, accountId: owner, ...identity });
  });
});

describe('where the records lie', () => {
  test('none are kept unless it is switched on', () => {
    const sim = createSimulator({ world });
    sim.execute('ListDomains', {});
    expect(sim.trail).toEqual([]);
  });

  test('EVT-60: snapshots, forks and reset carry them, and nobody changes them', () => {
    const sim = traced();
    sim.execute('ListDomains', {});
    const snapshot = sim.snapshot();
    const fork = sim.fork();
    fork.execute('ListRepositories', {});
    sim.execute('DescribeDomain', domain);
    const names = (each: Simulator) => each.trail.map(({ eventName }) => eventName);
    expect([names(sim), names(fork)]).toEqual([
      ['ListDomains', 'DescribeDomain'],
      ['ListDomains', 'ListRepositories'],
    ]);
    sim.restore(snapshot);
    expect(names(sim)).toEqual(['ListDomains']);
    expect(Object.isFrozen(sim.trail[0]!.requestParameters)).toBe(true);
    sim.reset();
    expect(sim.trail).toEqual([]);
    sim.execute('ListDomains', {});
    expect(names(sim)).toEqual(['ListDomains']);
  });

  test('EVT-60: what a listener calls is recorded after the call of which it heard', () => {
    const sim = traced();
    sim.subscribe(() => sim.execute('ListDomains', {}));
    const assets = [{ name: 'package.tgz', text: 'x' }];
    sim.request('Publish', { ...lodash, package: 'mine', version: '1.0.0', assets });
    expect([...new Set(sim.trail.map(({ eventName }) => eventName))]).toEqual(['PublishPackageVersion', 'ListDomains']);
  });
});
