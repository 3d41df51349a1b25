import { describe, expect, test } from 'vitest';
import { request } from '../../src/core';
import type { PackageCoordinates } from '../../src/model/coordinates';
import { context } from '../support';
import { allFormats, type PackageRequest, PackageWorld, packages } from './packages-support';

const { ruby } = packages;
const place = { domain: 'my-domain', repository: 'my-repo', format: 'ruby' } as const;
const rubyGems = 'public:ruby-gems-org';
const gem = (name: string, repository = 'my-repo') => ({ ...ruby, repository, package: name });

/** Publishes into a repository that goes on reading the package from its upstreams. */
function publish(world: PackageWorld, of: PackageRequest, version: string): void {
  world.publish(of, version);
  world.restrict(of, 'ALLOW/ALLOW');
}

const indexed = (
  world: PackageWorld,
  input: { repository?: string; own?: boolean; format?: 'ruby' | 'generic' } = {},
) =>
  world.request('ReadIndex', { ...place, ...input }).packages.map(({ coordinates, listing }) => {
    return `${coordinates.package} ${listing.versions.map(({ version }) => version).join(',')}`;
  });

describe('what an index has', () => {
  test('RBY-23, RES-19: own packages, those of upstreams and those in the catalogues that are reached', () => {
    const world = new PackageWorld('shared', 'store', 'aside');
    world.upstreams('my-repo', 'shared');
    world.upstreams('shared', 'store');
    world.connect(rubyGems, 'store');
    publish(world, gem('own'), '1.0');
    publish(world, gem('up', 'shared'), '1.0');
    publish(world, gem('own', 'store'), '0.9');
    world.publish(gem('unseen', 'aside'), '1.0');
    world.offer(rubyGems, gem('open'), '1.0');
    world.offer(rubyGems, gem('open'), '1.1');
    world.offer(rubyGems, gem('up'), '2.0');
    const { state } = world;
    expect(indexed(world)).toEqual(['open 1.0,1.1', 'own 0.9,1.0', 'up 1.0,2.0']);
    expect(indexed(world, { repository: 'aside' })).toEqual(['unseen 1.0']);
    expect(world.state).toBe(state); // RET-14
  });

  test('RBY-23: a package of another format, or of another connection, is not there', () => {
    const world = new PackageWorld();
    world.connect('public:npmjs');
    world.publish(packages.npm, '1.0.0');
    world.offer('public:npmjs', { format: 'npm', package: 'open' }, '1.0.0');
    world.offer(rubyGems, gem('open'), '1.0');
    expect(indexed(world)).toEqual([]);
  });

  test('RBY-23, RES-32: a package without a listed version is not there', () => {
    const world = new PackageWorld('shared');
    world.upstreams('my-repo', 'shared');
    world.publish(gem('hidden'), '1.0');
    world.setStatus(gem('hidden'), '1.0', 'Unlisted');
    world.publish(gem('empty'), '1.0');
    world.call('DeletePackageVersions', { ...gem('empty'), versions: ['1.0'] });
    publish(world, gem('half'), '1.0');
    publish(world, gem('half', 'shared'), '1.1');
    world.setStatus(gem('half'), '1.0', 'Archived');
    expect(indexed(world)).toEqual(['half 1.1']);
  });

  test('RES-30, RES-31, RBY-23: what is blocked from its upstreams is seen as ListVersions shows it', () => {
    const world = new PackageWorld('shared', 'store');
    world.upstreams('my-repo', 'shared');
    world.upstreams('shared', 'store');
    world.connect(rubyGems, 'store');
    world.publish(gem('near'), '1.0');
    world.publish(gem('near', 'shared'), '0.9');
    world.restrict(gem('near'), 'ALLOW/BLOCK');
    world.publish(gem('middle', 'shared'), '1.0');
    world.offer(rubyGems, gem('middle'), '2.0');
    world.restrict(gem('middle', 'shared'), 'ALLOW/BLOCK');
    world.offer(rubyGems, gem('gone'), '1.0');
    world.publish(gem('gone'), '3.0');
    world.restrict(gem('gone'), 'ALLOW/BLOCK');
    world.setStatus(gem('gone'), '3.0', 'Archived');
    expect(indexed(world)).toEqual(['middle 1.0', 'near 1.0']);
  });

  test('RES-05, RES-31: a package whose search list is shorter for a block can be seen farther away', () => {
    const many = Array.from({ length: 30 }, (_, index) => `u${index}`);
    const world = new PackageWorld('middle', 'last', ...many);
    for (const [index, name] of many.entries()) if (index > 0) world.upstreams(many[index - 1]!, name);
    world.upstreams('middle', 'u0');
    world.upstreams('my-repo', 'middle', 'last');
    world.publish(gem('near', 'middle'), '1.0');
    world.restrict(gem('near', 'middle'), 'ALLOW/BLOCK');
    world.publish(gem('near', 'last'), '2.0');
    world.publish(gem('far', 'last'), '2.0');
    expect(indexed(world)).toEqual(['near 1.0,2.0']);
  });

  test('NUG-35: of packages that the repository itself has alone', () => {
    const world = new PackageWorld('shared');
    world.upstreams('my-repo', 'shared');
    world.connect(rubyGems, 'shared');
    publish(world, gem('own'), '1.0');
    publish(world, gem('own', 'shared'), '1.1');
    publish(world, gem('up', 'shared'), '1.0');
    world.offer(rubyGems, gem('open'), '1.0');
    expect(indexed(world, { own: true })).toEqual(['own 1.0,1.1']);
  });

  test('RES-33: of a format without upstreams it has only what lies in the repository', () => {
    const world = new PackageWorld('shared');
    world.upstreams('my-repo', 'shared');
    world.publish(packages.generic, '1.0');
    world.publish({ ...packages.generic, repository: 'shared', package: 'other' }, '1.0');
    expect(indexed(world, { format: 'generic' })).toEqual(['my-package 1.0']);
  });

  test('packages stand by namespace and name', () => {
    const world = new PackageWorld();
    const names: PackageCoordinates[] = [
      { format: 'npm', package: 'b' },
      { format: 'npm', package: 'a' },
      { format: 'npm', namespace: 'x', package: 'a' },
      { format: 'npm', namespace: 'a', package: 'z' },
    ];
    for (const each of names) world.publish({ ...packages.npm, ...each }, '1.0.0');
    const found = world.request('ReadIndex', { ...place, format: 'npm' }).packages;
    expect(found.map(({ coordinates: { namespace = '', package: name } }) => `${namespace}/${name}`)).toEqual([
      '/a',
      '/b',
      'a/z',
      'x/a',
    ]);
  });

  test.each(allFormats)('RES-19: of %s each package is listed as ListVersions lists it', (format) => {
    const world = new PackageWorld();
    const of = packages[format];
    world.publish(of, '1.0.0');
    const listing = world.request('ListVersions', of);
    const found = world.request('ReadIndex', { domain: 'my-domain', repository: 'my-repo', format }).packages;
    expect(found.map((each) => each.listing)).toEqual(listing.versions.length === 0 ? [] : [listing]);
  });
});

describe('what refuses one', () => {
  test('ERR-44: an absent repository', () => {
    const { name } = new PackageWorld().refusedRequest('ReadIndex', { ...place, repository: 'nope' });
    expect(name).toBe('ResourceNotFoundException');
  });

  test('UPS-16: an upstream that is no more, at any depth and also for an empty index', () => {
    const world = new PackageWorld('shared', 'store');
    world.upstreams('my-repo', 'shared');
    world.upstreams('shared', 'store');
    world.call('DeleteRepository', { domain: 'my-domain', repository: 'store' });
    const refusal = () => world.refusedRequest('ReadIndex', place);
    const asked = world.refusedRequest('ListVersions', gem('own')).message;
    expect(refusal().message).toBe(asked);
    world.publish(packages.generic, '1.0');
    expect(indexed(world, { format: 'generic' })).toEqual(['my-package 1.0']); // RES-33
  });

  test('RES-05, UPS-16: an upstream that no search comes to refuses nothing', () => {
    const many = Array.from({ length: 27 }, (_, index) => `u${index}`);
    const world = new PackageWorld(...many);
    for (const [index, name] of many.entries()) world.upstreams(index === 0 ? 'my-repo' : many[index - 1]!, name);
    world.publish(gem('own'), '1.0');
    world.call('DeleteRepository', { domain: 'my-domain', repository: 'u26' });
    expect(indexed(world)).toEqual(['own 1.0']);
  });

  test('QUO-23: more packages than the format lets it have, which the trace tells', () => {
    const world = new PackageWorld();
    world.connect(rubyGems);
    const facts = Array.from({ length: 5001 }, (_, index) => {
      const of = { type: 'public version', connection: rubyGems, package: `gem-${index}` } as const;
      return { ...of, version: '1.0', assets: [] };
    });
    world.learn(...facts.slice(1));
    expect(indexed(world)).toHaveLength(5000);
    world.learn(facts[0]!);
    expect(world.refusedRequest('ReadIndex', place).status).toBe(400);
    const { trace } = request(world.state, 'ReadIndex', place, { ...context, now: world.now });
    expect(trace.at(-1)).toMatchObject({ kind: 'rule', id: 'QUO-23', held: false });
  });
});
