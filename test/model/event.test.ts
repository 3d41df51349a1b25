import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { execute, request } from '../../src/core';
import { deliveries, type EventBridgeEvent, type PackageVersionEvent } from '../../src/model/event';
import { assetsOf, type PackageRequest, PackageWorld, packages } from '../ops/packages-support';
import { admit, context, otherAccount, worldWith } from '../support';

const npm: PackageRequest = { ...packages.npm, package: 'mypackage' };

/** A world whose repository `theirs` is administered by another account than the domain's owner. */
function shared(): PackageWorld {
  const made = new PackageWorld();
  admit(made);
  const input = { domain: 'my-domain', domainOwner: context.account, repository: 'theirs' };
  const result = execute(made.state, 'CreateRepository', input, { ...context, account: otherAccount });
  made.state = result.state;
  return made;
}

/** The events of something that is done to a world. */
function eventsOf(made: PackageWorld, act: () => unknown): PackageVersionEvent[] {
  made.events();
  act();
  return made.events();
}

/** An event as the vectors have it: operation, state, assets added / removed / updated, metadata, status. */
const row = ({ operationType, packageVersionState, changes }: PackageVersionEvent): string => {
  const { assetsAdded, assetsRemoved, assetsUpdated, metadataUpdated, statusChanged } = changes;
  const values = [assetsAdded, assetsRemoved, assetsUpdated, metadataUpdated, statusChanged];
  return `${operationType} ${packageVersionState} ${values.join('/')}`;
};

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64');

describe('deliveries', () => {
  const theirs = { ...npm, repository: 'theirs' };

  function sample(): EventBridgeEvent[] {
    const made = shared();
    made.now = Date.parse('2019-11-21T23:19:54.999Z');
    return eventsOf(made, () => made.publish(theirs, '1.0.0', { metadata: { licenses: [] } })).flatMap(deliveries);
  }

  test('EVT-01, EVT-05, EVT-06, EVT-07, EVT-08, EVT-09, EVT-13, EVT-18: the documented sample', () => {
    const arn = 'arn:aws:codeartifact:us-west-2:111122223333:package/my-domain/theirs/npm//mypackage';
    const revision = sample()[1]!.detail.packageVersionRevision;
    expect(sample()[1]).toEqual({
      version: '0',
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/),
      'detail-type': 'CodeArtifact Package Version State Change',
      source: 'aws.codeartifact',
      account: '123456789012',
      time: '2019-11-21T23:19:54Z',
      region: 'us-west-2',
      resources: [arn],
      detail: {
        domainName: 'my-domain',
        domainOwner: '111122223333',
        repositoryName: 'theirs',
        repositoryAdministrator: '123456789012',
        packageFormat: 'npm',
        packageNamespace: null,
        packageName: 'mypackage',
        packageVersion: '1.0.0',
        packageVersionState: 'Published',
        packageVersionRevision: revision,
        changes: {
          assetsAdded: 1,
          assetsRemoved: 0,
          assetsUpdated: 0,
          metadataUpdated: true,
          statusChanged: true,
        },
        operationType: 'Created',
        sequenceNumber: 1,
        eventDeduplicationId: sha256(JSON.stringify([arn, '1.0.0', 1])),
      },
    });
  });

  test('EVT-04, EVT-45, EVT-47: owner and administrator get the same detail, each his own id and account', () => {
    const [owner, administrator] = sample() as [EventBridgeEvent, EventBridgeEvent];
    expect([owner.account, administrator.account]).toEqual(['111122223333', '123456789012']);
    expect(owner.id).not.toBe(administrator.id);
    expect({ ...owner, id: '', account: '' }).toEqual({ ...administrator, id: '', account: '' });
  });

  test('EVT-45: one account that is both gets one event', () => {
    const made = new PackageWorld();
    const [event] = eventsOf(made, () => made.publish(npm, '1.0.0'));
    expect(deliveries(event!).map(({ account }) => account)).toEqual(['111122223333']);
  });

  test('EVT-06, EVT-08: a scope stands without @, also in the ARN', () => {
    const made = new PackageWorld();
    const [event] = eventsOf(made, () => made.publish({ ...npm, namespace: 'types', package: 'node' }, '1.0.0'));
    const [delivery] = deliveries(event!);
    expect(delivery!.detail).toMatchObject({ packageNamespace: 'types', packageName: 'node' });
    const arn = 'arn:aws:codeartifact:us-west-2:111122223333:package/my-domain/my-repo/npm/types/node';
    expect(delivery!.resources).toEqual([arn]);
  });

  test('EVT-20, EVT-47: ids are of 44 characters, equal for one event and different between events', () => {
    const made = shared();
    const events = eventsOf(made, () => {
      for (const version of ['1.0.0', '2.0.0']) made.publish(theirs, version);
      made.setStatus(theirs, '1.0.0', 'Unlisted');
      made.publish({ ...theirs, package: 'other' }, '1.0.0');
      made.publish({ ...npm, repository: 'my-repo' }, '1.0.0');
    });
    const ids = events.map((event) => deliveries(event)[0]!.detail.eventDeduplicationId);
    for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9+/]{43}=$/);
    expect(new Set(ids).size).toBe(5);
    expect(new Set(events.flatMap(deliveries).map(({ id }) => id)).size).toBe(9);
    expect(deliveries(events[0]!)).toEqual(deliveries(events[0]!));
  });
});

describe('vectors', () => {
  const { generic, maven, pypi } = packages;
  const metadata = { displayName: 'Mine' };
  const build = (n: number) => `1.0-2021072${n}.194552-${n}`;
  const snapshot = (made: PackageWorld, n: number) =>
    made.publish(maven, '1.0-SNAPSHOT', { assets: {}, build: build(n) });
  const put = (made: PackageWorld, n: number) => {
    for (const ending of ['jar', 'pom']) {
      made.publish(maven, build(n), { assets: { [`p-${build(n)}.${ending}`]: `${ending}${n}` }, unfinished: true });
    }
  };
  const jar = (made: PackageWorld) => made.publish(maven, '1', { assets: { 'p.jar': 'jar' }, unfinished: true });
  const pom = (made: PackageWorld) => {
    jar(made);
    made.publish(maven, '1', { assets: { 'p.pom': 'pom' }, unfinished: true, metadata });
  };
  const complete = (made: PackageWorld) => {
    pom(made);
    made.publish(maven, '1', { assets: { 'maven-metadata.xml': 'x' }, completes: ['1'] });
  };
  const copied = { sourceRepository: 'my-repo', destinationRepository: 'other', versions: ['1'] };
  type Act = (made: PackageWorld) => unknown;
  const nothing: Act = () => undefined;

  test.each<[string, number, Act, Act, readonly string[]]>([
    ['EVT-30', 1, nothing, (made) => made.publish(npm, '1.0.0', { metadata }), ['Created Published 1/0/0/true/true']],
    ['EVT-15', 2, nothing, jar, ['Created Unfinished 1/0/0/false/true']],
    [
      'EVT-14, EVT-31',
      3,
      jar,
      (made) => made.publish(maven, '1', { assets: { 'p.pom': 'pom' }, unfinished: true, metadata }),
      ['Updated Unfinished 1/0/0/true/false'],
    ],
    [
      'EVT-14, EVT-15',
      4,
      pom,
      (made) => made.publish(maven, '1', { assets: { 'maven-metadata.xml': 'x' }, completes: ['1'] }),
      ['Updated Published 1/0/0/true/true'],
    ],
    [
      'EVT-31',
      5,
      complete,
      (made) => made.publish(maven, '1', { assets: { 'p-sources.jar': 'sources' } }),
      ['Updated Published 1/0/0/false/false'],
    ],
    [
      'EVT-30, EVT-31',
      6,
      nothing,
      (made) => {
        made.publish(pypi, '1', { assets: { 'a.tar.gz': 'a' }, metadata });
        made.publish(pypi, '1', { assets: { 'b.whl': 'b' }, metadata });
      },
      ['Created Published 1/0/0/true/true', 'Updated Published 1/0/0/false/false'],
    ],
    [
      'EVT-30, EVT-31',
      7,
      nothing,
      (made) => {
        made.publish(generic, '1', { assets: { a: 'a' }, metadata: {}, unfinished: true });
        made.publish(generic, '1', { assets: { b: 'b' }, metadata: {} });
      },
      ['Created Unfinished 1/0/0/true/true', 'Updated Published 1/0/0/false/true'],
    ],
    [
      'EVT-39',
      8,
      (made) => made.publish(generic, '1'),
      (made) => made.setStatus(generic, '1', 'Archived'),
      ['Updated Archived 0/0/0/false/true'],
    ],
    [
      'EVT-40',
      9,
      (made) => made.publish(generic, '1', { assets: { a: 'a', b: 'b' } }),
      (made) => made.setStatus(generic, '1', 'Disposed'),
      ['Updated Disposed 0/2/0/false/true'],
    ],
    [
      'EVT-10, EVT-11, EVT-35',
      10,
      (made) => made.publish(generic, '1'),
      (made) => made.call('DeletePackageVersions', { ...generic, versions: ['1'] }),
      ['Deleted Published 0/1/0/false/false'],
    ],
    [
      'EVT-32',
      11,
      (made) => made.publish(generic, '1', { assets: { a: 'a', b: 'b', c: 'c' } }),
      (made) => made.call('CopyPackageVersions', { ...generic, ...copied }),
      ['Created Published 3/0/0/true/true'],
    ],
    [
      'EVT-38',
      12,
      (made) => {
        made.connect('public:npmjs');
        made.offer('public:npmjs', packages.npm, '4.17.20');
      },
      (made) => made.install(packages.npm, '4.17.20'),
      ['Created Published 1/0/0/true/true'],
    ],
    [
      'MVN-42',
      13,
      (made) => put(made, 8),
      (made) => snapshot(made, 8),
      ['Updated Unlisted 0/0/0/false/true', 'Created Published 2/0/0/true/true'],
    ],
    [
      'MVN-42',
      14,
      (made) => {
        put(made, 8);
        snapshot(made, 8);
        put(made, 9);
      },
      (made) => snapshot(made, 9),
      ['Updated Unlisted 0/0/0/false/true', 'Updated Published 2/2/0/true/false'],
    ],
    [
      'EVT-31, RET-29',
      16,
      (made) => {
        made.connect('public:pypi');
        made.offer('public:pypi', pypi, '1', { assets: ['a.whl'] });
        made.install(pypi, '1', 'a.whl');
      },
      (made) => {
        made.offer('public:pypi', pypi, '1', { assets: ['a.whl', 'b.whl'] });
        made.install(pypi, '1', 'a.whl');
        made.offer('public:pypi', pypi, '1', { assets: ['a.whl', 'b.whl'], metadata: { yanked: true } });
        made.install(pypi, '1', 'a.whl');
      },
      ['Updated Published 1/0/0/false/false', 'Updated Published 0/0/0/true/false'],
    ],
    [
      'EVT-32',
      17,
      (made) => {
        made.publish(generic, '1', { assets: { x: 'new', z: 'z' }, metadata });
        made.publish({ ...generic, repository: 'other' }, '1', { assets: { x: 'old', y: 'y' } });
      },
      (made) => made.call('CopyPackageVersions', { ...generic, ...copied, allowOverwrite: true }),
      ['Updated Published 1/1/1/true/false'],
    ],
  ])('%s, EVT-13, EVT-17: vector %i', (_, __, before, act, expected) => {
    const made = new PackageWorld('other');
    before(made);
    const events = eventsOf(made, () => act(made));
    expect(events.map(row)).toEqual(expected);
    const last = events.at(-1)!;
    if (last.operationType === 'Deleted') return;
    const { packageFormat: format, packageNamespace, packageName, packageVersion, repositoryName: repository } = last;
    const of = { ...npm, format, namespace: packageNamespace ?? undefined, package: packageName, repository };
    const { status, revision } = made.describe(of, packageVersion);
    expect([last.packageVersionState, last.packageVersionRevision]).toEqual([status, revision]);
  });
});

describe('when there is an event', () => {
  test('EVT-12: the revision is that of the API', () => {
    const made = new PackageWorld();
    const [event] = eventsOf(made, () => made.publish(npm, '1.0.0'));
    expect(event!.packageVersionRevision).toBe(made.describe(npm, '1.0.0').revision);
  });

  test('EVT-18, EVT-19: numbers go on per package in one repository, also after it was deleted', () => {
    const made = new PackageWorld('other');
    const other = { ...npm, repository: 'other' };
    const numbers = eventsOf(made, () => {
      for (const version of ['1.0.0', '2.0.0']) made.publish(npm, version);
      made.publish({ ...npm, package: 'second' }, '1.0.0');
      made.publish(other, '1.0.0');
      made.setStatus(npm, '1.0.0', 'Archived');
      made.call('DeletePackage', npm);
      made.publish(npm, '3.0.0');
    }).map((event) => [event.repositoryName, event.packageName, event.operationType, event.sequenceNumber]);
    expect(numbers).toEqual([
      ['my-repo', 'mypackage', 'Created', 1],
      ['my-repo', 'mypackage', 'Created', 2],
      ['my-repo', 'second', 'Created', 1],
      ['other', 'mypackage', 'Created', 1],
      ['my-repo', 'mypackage', 'Updated', 3],
      ['my-repo', 'mypackage', 'Deleted', 4],
      ['my-repo', 'mypackage', 'Deleted', 5],
      ['my-repo', 'mypackage', 'Created', 6],
    ]);
  });

  test('EVT-32: copying: none for identical versions, none in the source, none when one fails', () => {
    const made = new PackageWorld('other');
    for (const version of ['1.0.0', '2.0.0']) made.publish(npm, version);
    const copy = (...versions: string[]) =>
      eventsOf(made, () =>
        made.call('CopyPackageVersions', {
          ...npm,
          sourceRepository: 'my-repo',
          destinationRepository: 'other',
          versions,
        }),
      ).map((event) => [event.repositoryName, event.packageVersion]);
    expect(copy('1.0.0', '9.0.0')).toEqual([]);
    expect(copy('1.0.0')).toEqual([['other', '1.0.0']]);
    expect(copy('1.0.0', '2.0.0')).toEqual([['other', '2.0.0']]);
  });

  test('EVT-35, EVT-48: DeletePackageVersions: one per version, in the order of the call; none when one fails', () => {
    const made = new PackageWorld();
    for (const version of ['1.0.0', '2.0.0']) made.publish(npm, version);
    const remove = (...versions: string[]) =>
      eventsOf(made, () => made.call('DeletePackageVersions', { ...npm, versions })).map((each) => each.packageVersion);
    expect(remove('1.0.0', '9.0.0')).toEqual([]);
    expect(remove('2.0.0', '1.0.0')).toEqual(['2.0.0', '1.0.0']);
  });

  test('EVT-36, EVT-11: DeletePackage: one per version, with the last state', () => {
    const made = new PackageWorld();
    for (const status of ['Published', 'Archived', 'Disposed'] as const) made.make(packages.generic, status, status);
    const events = eventsOf(made, () => made.call('DeletePackage', packages.generic));
    expect(events.map(row).sort()).toEqual([
      'Deleted Archived 0/1/0/false/false',
      'Deleted Disposed 0/0/0/false/false',
      'Deleted Published 0/1/0/false/false',
    ]);
  });

  test('EVT-37, EVT-38: a fetch: Created where it was ingested and where it was retained, not between', () => {
    const made = new PackageWorld('between', 'up');
    made.upstreams('my-repo', 'between');
    made.upstreams('between', 'up');
    made.connect('public:npmjs', 'up');
    made.offer('public:npmjs', npm, '1.0.0');
    const places = (act: () => unknown) =>
      eventsOf(made, act).map((event) => `${event.operationType} ${event.repositoryName}`);
    expect(places(() => made.install(npm, '1.0.0'))).toEqual(['Created up', 'Created my-repo']);
    expect(places(() => made.install(npm, '1.0.0'))).toEqual([]);
    made.publish({ ...npm, package: 'own', repository: 'up' }, '1.0.0');
    expect(places(() => made.install({ ...npm, package: 'own' }, '1.0.0'))).toEqual(['Created my-repo']);
  });

  test('EVT-39: none for a version that has the status already', () => {
    const made = new PackageWorld();
    for (const version of ['1.0.0', '2.0.0']) made.publish(npm, version);
    made.setStatus(npm, '1.0.0', 'Archived');
    const both = { ...npm, versions: ['1.0.0', '2.0.0'], targetStatus: 'Archived' } as const;
    const events = eventsOf(made, () => made.call('UpdatePackageVersionsStatus', both));
    expect(events.map((event) => event.packageVersion)).toEqual(['2.0.0']);
  });

  test('EVT-41: an identical publication: none, unless it finishes the version', () => {
    const made = new PackageWorld();
    made.publish(npm, '1.0.0');
    expect(eventsOf(made, () => made.publish(npm, '1.0.0'))).toEqual([]);
    made.publish(packages.generic, '1', { unfinished: true });
    expect(eventsOf(made, () => made.publish(packages.generic, '1', { unfinished: true }))).toEqual([]);
    const finished = eventsOf(made, () => made.publish(packages.generic, '1'));
    expect(finished.map(row)).toEqual(['Updated Published 0/0/0/false/true']);
  });

  test('EVT-42, EVT-43, EVT-44: none for domains, repositories, relations, settings, tags and reading', () => {
    const made = new PackageWorld();
    made.publish(npm, '1.0.0', { metadata: { readme: 'me' } });
    const domain = { domain: 'my-domain' };
    const second = { ...domain, repository: 'second' };
    const version = { ...npm, packageVersion: '1.0.0' };
    const events = eventsOf(made, () => {
      made.call('CreateDomain', { domain: 'other' });
      made.call('DeleteDomain', { domain: 'other' });
      made.call('CreateRepository', second);
      made.upstreams('my-repo', 'second');
      made.connect('public:npmjs', 'second');
      made.call('DisassociateExternalConnection', { ...second, externalConnection: 'public:npmjs' });
      made.restrict(npm, 'ALLOW/ALLOW');
      const resourceArn = 'arn:aws:codeartifact:us-west-2:111122223333:repository/my-domain/my-repo';
      made.call('TagResource', { resourceArn, tags: [{ key: 'k', value: 'v' }] });
      made.publish(npm, '1.0.0', { tags: ['latest'] });
      made.call('GetPackageVersionReadme', version);
      made.call('GetPackageVersionAsset', { ...version, asset: 'package.tgz' });
      made.install(npm, '1.0.0');
      made.request('ListVersions', npm);
      made.upstreams('my-repo');
      made.call('DeleteRepository', { ...domain, repository: 'my-repo' });
    });
    expect(events).toEqual([]);
  });

  test('EVT-48: events come in the order in which things happened, those that had fallen due first', () => {
    const { state } = worldWith('my-repo');
    const made = new PackageWorld();
    made.state = Object.freeze({ ...state, settings: Object.freeze({ ...state.settings, ingestionSeconds: 180 }) });
    made.connect('public:npmjs');
    made.offer('public:npmjs', npm, '1.0.0');
    const fetched = made.now;
    expect(eventsOf(made, () => made.install(npm, '1.0.0'))).toEqual([]);
    made.now += 200_000;
    made.learn({ type: 'stored version', ...packages.pypi, version: '1', assets: assetsOf({ 'a.whl': 'a' }) });
    const events = eventsOf(made, () => made.setStatus(packages.pypi, '1', 'Archived'));
    expect(events.map((event) => [event.packageName, event.time])).toEqual([
      ['mypackage', fetched + 180_000],
      ['requests', made.now],
    ]);
  });
});

test('EVT-45: events of a call are addressed by the repository in which they happen', () => {
  const made = shared();
  const theirs = { ...npm, repository: 'theirs' };
  const input = { ...theirs, version: '1.0.0', assets: assetsOf({ 'package.tgz': 'x' }) };
  const result = request(made.state, 'Publish', input, context);
  made.state = result.state;
  const copy = { ...npm, sourceRepository: 'theirs', destinationRepository: 'my-repo', versions: ['1.0.0'] };
  const [event] = eventsOf(made, () => made.call('CopyPackageVersions', copy));
  expect(deliveries(event!).map(({ account }) => account)).toEqual(['111122223333']);
});
