import { describe, expect, test } from 'vitest';
import { request } from '../../src/core';
import { alice, allow, arn, by, grant } from '../access/people';
import { context } from '../support';
import { allFormats, PackageWorld, packages } from './packages-support';

const of = packages.npm;

/** `my-repo` with versions 1.0.0 and 2.0.0, which is `latest`. */
function made(): PackageWorld {
  const world = new PackageWorld('up');
  for (const version of ['1.0.0', '2.0.0']) world.publish(of, version, { tags: ['latest'] });
  world.now += 1000;
  world.events();
  return world;
}

const tags = (world: PackageWorld) => ({ ...world.request('ListVersions', of).tags });
const texts = (world: PackageWorld) =>
  Object.fromEntries(
    world.request('ListVersions', of).versions.map((each) => [each.version, each.metadata.deprecated]),
  );

describe('dist-tags', () => {
  test('NPM-49 NPM-51 VER-27 EVT-44: a tag is set, moved and removed, without event and with the same revision', () => {
    const world = made();
    const { revision } = world.describe(of, '1.0.0');
    world.request('PutPackageMetadata', { ...of, tags: { beta: '1.0.0' } });
    expect(tags(world)).toEqual({ latest: '2.0.0', beta: '1.0.0' });
    world.request('PutPackageMetadata', { ...of, tags: { beta: '2.0.0', latest: '1.0.0' } });
    expect(tags(world)).toEqual({ latest: '1.0.0', beta: '2.0.0' });
    world.request('PutPackageMetadata', { ...of, tags: { beta: null } });
    expect(tags(world)).toEqual({ latest: '1.0.0' });
    expect(world.describe(of, '1.0.0').revision).toBe(revision);
    expect(world.events()).toEqual([]);
  });

  test('NPM-51: of a version that the repository does not have: 404, also when an upstream has it', () => {
    const world = made();
    world.publish({ ...of, repository: 'up' }, '3.0.0');
    world.upstreams('my-repo', 'up');
    world.restrict(of, 'ALLOW/ALLOW');
    for (const version of ['3.0.0', '9.9.9', '__proto__', '']) {
      const error = world.refusedRequest('PutPackageMetadata', { ...of, tags: { beta: '1.0.0', next: version } });
      expect(error).toMatchObject({ name: 'ResourceNotFoundException', members: { resourceType: 'package-version' } });
    }
  });

  test('NPM-52: latest is not removed, and no tag that is not there', () => {
    const world = made();
    expect(world.refusedRequest('PutPackageMetadata', { ...of, tags: { latest: null } }).status).toBe(400);
    for (const tag of ['beta', 'constructor', 'toString']) {
      expect(world.refusedRequest('PutPackageMetadata', { ...of, tags: { [tag]: null } }).status).toBe(404);
    }
  });

  test('NPM-51: any name will do', () => {
    const world = made();
    const hostile = Object.fromEntries([['__proto__', '1.0.0'] as const]);
    world.request('PutPackageMetadata', { ...of, tags: hostile });
    expect(Object.entries(world.request('ListVersions', of).tags)).toContainEqual(['__proto__', '1.0.0']);
    world.request('PutPackageMetadata', { ...of, tags: Object.fromEntries([['__proto__', null] as const]) });
    expect(tags(world)).toEqual({ latest: '2.0.0' });
  });
});

describe('deprecation', () => {
  test('NPM-59 NPM-60: event vector 15, another revision, and the status stays', () => {
    const world = made();
    const before = world.describe(of, '1.0.0');
    const { versions } = world.request('PutPackageMetadata', { ...of, deprecations: { '1.0.0': 'old', '2.0.0': '' } });
    expect(versions.map(({ version }) => version)).toEqual(['1.0.0']);
    expect(texts(world)).toEqual({ '1.0.0': 'old', '2.0.0': undefined });
    const after = world.describe(of, '1.0.0');
    expect(after.status).toBe('Published');
    expect(after.revision).not.toBe(before.revision);
    expect(world.events()).toMatchObject([
      {
        operationType: 'Updated',
        packageVersion: '1.0.0',
        packageVersionState: 'Published',
        packageVersionRevision: after.revision,
        changes: { assetsAdded: 0, assetsRemoved: 0, assetsUpdated: 0, metadataUpdated: true, statusChanged: false },
      },
    ]);
    const state = world.state;
    world.request('PutPackageMetadata', { ...of, deprecations: { '1.0.0': 'old' } });
    expect(world.state).toBe(state);
    world.request('PutPackageMetadata', { ...of, deprecations: { '1.0.0': '' } });
    expect(texts(world)).toEqual({ '1.0.0': undefined, '2.0.0': undefined });
    expect(world.describe(of, '1.0.0').revision).toBe(before.revision);
  });

  test('NPM-61: of a version that only the upstream has: 404, unless it says what is so already', () => {
    const world = made();
    const up = { ...of, repository: 'up' };
    world.publish(up, '3.0.0');
    world.publish(up, '4.0.0', { metadata: { deprecated: 'bad' } });
    world.upstreams('my-repo', 'up');
    world.restrict(of, 'ALLOW/ALLOW');
    for (const [version, text] of [
      ['3.0.0', 'old'],
      ['4.0.0', ''],
      ['9.9.9', 'none'],
      ['9.9.9', ''],
    ] as const) {
      const all = { '1.0.0': 'old', [version]: text };
      expect(world.refusedRequest('PutPackageMetadata', { ...of, deprecations: all }).status).toBe(404);
    }
    world.request('PutPackageMetadata', { ...of, deprecations: { '1.0.0': 'old', '3.0.0': '', '4.0.0': 'bad' } });
    expect(texts(world)).toMatchObject({ '1.0.0': 'old', '4.0.0': 'bad' });
    expect(Object.keys(world.statuses(of))).toEqual(['1.0.0', '2.0.0']);
  });
});

test('NPM-49 NPM-51: a package that is not there: 404', () => {
  const other = { ...of, package: 'other' };
  for (const change of [{}, { tags: { beta: '1.0.0' } }, { deprecations: { '1.0.0': 'old' } }]) {
    expect(made().refusedRequest('PutPackageMetadata', { ...other, ...change }).status).toBe(404);
  }
});

test.each(allFormats.filter((format) => format !== 'npm'))('NPM-49: %s has no tags and no deprecations', (format) => {
  const world = made();
  world.publish(packages[format], '1.0.0');
  for (const change of [{}, { tags: { beta: '1.0.0' } }, { deprecations: { '1.0.0': 'old' } }]) {
    const error = world.refusedRequest('PutPackageMetadata', { ...packages[format], ...change });
    expect(error).toMatchObject({ name: 'ValidationException', status: 400 });
    expect(error.message).toContain(format);
  }
});

test.each([
  [{ tags: 1 }],
  [{ tags: { a: 1 } }],
  [{ tags: null }],
  [{ deprecations: { a: null } }],
  [{ deprecations: [1] }],
])('ERR-37: %j is refused', (change) => {
  const error = made().refusedRequest('PutPackageMetadata', { ...of, ...change } as never);
  expect(error).toMatchObject({ name: 'ValidationException', members: { reason: 'CANNOT_PARSE' } });
});

test.each([
  ['PutPackageMetadata', arn('package/my-domain/my-repo/npm//lodash'), 200],
  ['PutPackageMetadata', arn('package/my-domain/my-repo/npm//other'), 403],
  ['PutPackageMetadata', arn('repository/my-domain/my-repo'), 403],
  ['PublishPackageVersion', '*', 403],
  ['ReadFromRepository', '*', 403],
] as const)('IAM-67: %s on %s: %i', (action, Resource, status) => {
  const world = made();
  grant(world as never, alice, allow(action, { Resource }));
  for (const change of [{ tags: { beta: '1.0.0' } }, { deprecations: { '1.0.0': 'old' } }]) {
    const result = request(world.state, 'PutPackageMetadata', { ...of, ...change }, { ...context, ...by(alice) });
    expect(result.ok ? 200 : result.error.status).toBe(status);
  }
});
