import { describe, expect, it } from 'vitest';
import { needs } from '../../src/core';
import type { Need } from '../../src/resolution/needs';
import { Estate, subjects } from '../laws/support';
import { context } from '../support';

const graph = {
  team: ['shared'],
  shared: ['store', 'mirror'],
  store: 'public:maven-central',
  mirror: 'public:maven-clojars',
} as const;
const jar = 'aapt2-1.0.0.jar';
const pom = 'aapt2-1.0.0.pom';
const others = ['aapt2-1.0.0-javadoc.jar', 'aapt2-1.0.0-sources.jar'];

const asked = (estate: Estate, version = '1.0.0', asset = jar): readonly Need[] => {
  const input = { ...estate.in('team'), version, asset };
  return needs(estate.state, 'ReadAsset', input, { ...context, now: estate.now });
};
const listed = (estate: Estate): readonly Need[] =>
  needs(estate.state, 'ListVersions', estate.in('team'), { ...context, now: estate.now });
const connections = (all: readonly Need[]) => all.map(({ connection }) => connection);

function maven(): Estate {
  const estate = new Estate(graph, subjects.maven);
  for (const connection of ['public:maven-central', 'public:maven-clojars'] as const) {
    estate.learn({ type: 'public repository', connection, listsAssets: false });
  }
  return estate;
}

describe('what a file needs', () => {
  it('RES-17: all repositories that are reached, in their order, until one is known to have the version', () => {
    const estate = maven();
    expect(connections(asked(estate))).toEqual(['public:maven-central', 'public:maven-clojars']);
    estate.offer('public:maven-clojars', '1.0.0', { of: [] });
    expect(connections(asked(estate))).toEqual(['public:maven-central', 'public:maven-clojars']);
    estate.offer('public:maven-central', '1.0.0', { of: [] });
    expect(connections(asked(estate))).toEqual(['public:maven-central']);
  });

  it('EXT-38: the four names that are tried, until all is known of them', () => {
    const estate = maven();
    expect(asked(estate)[0]).toEqual({
      connection: 'public:maven-central',
      coordinates: subjects.maven,
      version: '1.0.0',
      asset: jar,
      others: [pom, ...others],
    });
    estate.offer('public:maven-central', '1.0.0', { of: [pom] });
    expect(asked(estate)[0]!.others).toEqual(others);
  });

  it('EXT-39 EXT-40: later only the file itself, of the repository from which the version came', () => {
    const estate = maven();
    estate.hold('team', '1.0.0', { of: [pom], from: 'public:maven-clojars' });
    const { subject: coordinates } = estate;
    expect(asked(estate)).toEqual([{ connection: 'public:maven-clojars', coordinates, version: '1.0.0', asset: jar }]);
    expect(asked(estate, '1.0.0', pom)).toEqual([]);
    estate.hold('team', '2.0.0', { of: [pom] });
    expect(asked(estate, '2.0.0')).toEqual([]);
  });

  it('RET-11 RES-11 RES-12: nothing when it is stored, whatever its status', () => {
    const estate = new Estate({ team: ['shared'], shared: ['store'], store: 'public:npmjs' });
    estate.hold('shared', '1.0.0', { from: 'public:npmjs' });
    estate.hold('shared', '2.0.0', { status: 'Archived' });
    for (const version of ['1.0.0', '2.0.0']) expect(asked(estate, version, 'package.tgz')).toEqual([]);
    expect(asked(estate, '3.0.0', 'package.tgz')).toHaveLength(1);
  });

  it.each([
    ['EXT-45: archived here', 'team', { status: 'Archived', from: 'public:pypi' }],
    ['EXT-46: archived on the way', 'shared', { status: 'Archived', from: 'public:pypi' }],
    ['EXT-47: published on the way', 'shared', {}],
  ] as const)('nothing for a PyPI version that is %s', (_, repository, made) => {
    const estate = new Estate({ team: ['shared'], shared: ['store'], store: 'public:pypi' }, subjects.pypi);
    const file = 'requests-1.0.0.tar.gz';
    if (repository !== 'team') estate.hold('team', '1.0.0', { from: 'public:pypi' });
    if (repository !== 'team') expect(asked(estate, '1.0.0', file)).toHaveLength(1);
    estate.hold(repository, '1.0.0', made);
    expect(asked(estate, '1.0.0', file)).toEqual([]);
  });

  it('EXT-36: nothing for a snapshot', () => expect(asked(maven(), '1-SNAPSHOT')).toEqual([]));

  it('RES-30 RES-31: nothing from behind a block', () => {
    for (const [repository, left] of [
      ['team', []],
      ['store', ['public:maven-clojars']],
    ] as const) {
      const estate = maven();
      estate.restrict(repository, 'BLOCK');
      expect(connections(asked(estate))).toEqual(left);
      expect(connections(listed(estate))).toEqual(left);
    }
  });

  it('UPS-16: nothing when an upstream is gone', () => {
    const estate = maven();
    const [key, domain] = [...estate.state.domains][0]!;
    const mirror = estate.repository('mirror');
    const repositories = domain.repositories.without(mirror.id);
    const domains = estate.state.domains.with(key, Object.freeze({ ...domain, repositories }));
    estate.state = Object.freeze({ ...estate.state, domains });
    expect(asked(estate)).toEqual([]);
    expect(listed(estate)).toEqual([]);
  });
});

describe('what a publication needs', () => {
  const published = (estate: Estate, version: string) => {
    const input = { ...estate.in('team'), version };
    return needs(estate.state, 'Publish', input, { ...context, now: estate.now });
  };

  it('PUB-47: whether the version is public, unless an upstream has it', () => {
    const estate = maven();
    expect(connections(published(estate, '1.0.0'))).toEqual(['public:maven-central', 'public:maven-clojars']);
    estate.hold('shared', '1.0.0');
    expect(published(estate, '1.0.0')).toEqual([]);
  });

  it('ORG-03 PUB-45: nothing when it is blocked, or a snapshot, or no version', () => {
    const estate = maven();
    expect(published(estate, '1-SNAPSHOT')).toEqual([]);
    const restrictions = { publish: 'BLOCK', upstream: 'ALLOW' } as const;
    estate.call('PutPackageOriginConfiguration', { ...estate.in('team'), restrictions });
    expect(published(estate, '1.0.0')).toEqual([]);
    const npm = new Estate({ team: ['store'], store: 'public:npmjs' });
    expect(published(npm, 'no version')).toEqual([]);
    expect(published(npm, '1.0.0')).toHaveLength(1);
  });
});

describe('who may not', () => {
  it('IAM-43: needs nothing', () => {
    const estate = maven();
    const input = { ...estate.in('team'), version: '1.0.0', asset: jar };
    const stranger = { ...context, account: '123456789012', now: estate.now };
    const owner = { ...input, domainOwner: context.account };
    expect(needs(estate.state, 'ReadAsset', owner, stranger)).toEqual([]);
    expect(needs(estate.state, 'ListVersions', owner, stranger)).toEqual([]);
    expect(needs(estate.state, 'Publish', owner, stranger)).toEqual([]);
    expect(needs(estate.state, 'ReadAsset', { ...input, repository: 'none' }, context)).toEqual([]);
    expect(needs(estate.state, 'ReadAsset', { ...input, asset: undefined }, context)).toEqual([]);
  });
});
