import { describe, expect, test } from 'vitest';
import type { Input, PackageVersionStatus } from '../../src/api/types';
import { type PackageRequest, PackageWorld, packages } from './packages-support';

const chalk: PackageRequest = { ...packages.npm, package: 'chalk' };
type Update = Partial<Input<'UpdatePackageVersionsStatus'>>;

const update = (made: PackageWorld, more: Update, of: PackageRequest = chalk) =>
  made.call('UpdatePackageVersionsStatus', { ...of, versions: ['4.1.0'], targetStatus: 'Archived', ...more });

/** A world with chalk 4.0.0 and 4.1.0, Published. */
function worldOf(): { made: PackageWorld; old: string; current: string } {
  const made = new PackageWorld();
  const revisions = ['4.0.0', '4.1.0'].map((version) => made.publish(chalk, version)[0]!.revision);
  return { made, old: revisions[0]!, current: revisions[1]! };
}

const wrongStatus = {
  errorCode: 'MISMATCHED_STATUS',
  errorMessage: 'current status: Published, expected status: Unlisted',
};
const skipped = (version: string) => ({ errorCode: 'SKIPPED', errorMessage: `version ${version} is skipped` });

describe('vectors 6d', () => {
  test('VER-23, STA-23, STA-65, STA-68: 6d-1', () => {
    const { made, current } = worldOf();
    expect(update(made, {})).toEqual({
      successfulVersions: { '4.1.0': { revision: current, status: 'Archived' } },
      failedVersions: {},
    });
    expect(made.statuses(chalk)).toEqual({ '4.0.0': 'Published', '4.1.0': 'Archived' });
  });

  test('STA-59, STA-65, STA-67: 6d-2', () => {
    const { made } = worldOf();
    const { state } = made;
    expect(update(made, { versions: ['4.1.0', '4.0.0'], expectedStatus: 'Unlisted' })).toEqual({
      successfulVersions: {},
      failedVersions: { '4.0.0': wrongStatus, '4.1.0': wrongStatus },
    });
    expect(made.state).toBe(state);
  });

  test('STA-58, STA-61, STA-63, STA-64: 6d-3', () => {
    const { made, old, current } = worldOf();
    const { state } = made;
    const versionRevisions = { '4.1.0': 'X', '4.0.0': old };
    expect(update(made, { versions: ['4.1.0', '4.0.0'], versionRevisions })).toEqual({
      successfulVersions: {},
      failedVersions: {
        '4.0.0': skipped('4.0.0'),
        '4.1.0': {
          errorCode: 'MISMATCHED_REVISION',
          errorMessage: `current revision: ${current}, expected revision: X`,
        },
      },
    });
    expect(made.state).toBe(state);
  });

  test('STA-31, STA-58: 6d-4', () => {
    const { made, old, current } = worldOf();
    const versionRevisions = { '4.1.0': current, '4.0.0': old };
    const { state } = made;
    made.events();
    const versions = ['4.1.0', '4.0.0'];
    expect(update(made, { versions, versionRevisions, targetStatus: 'Published' })).toEqual({
      successfulVersions: {
        '4.0.0': { revision: old, status: 'Published' },
        '4.1.0': { revision: current, status: 'Published' },
      },
      failedVersions: {},
    });
    expect(made.state).toBe(state);
    expect(made.events()).toEqual([]);
  });
});

describe('request', () => {
  const many = (count: number) => Array.from({ length: count }, (_, patch) => `1.0.${patch}`);

  test.each<[string, Update]>([
    ['STA-54', { versions: many(101) }],
    ['STA-55', { versions: [] }],
    ['STA-55', { versions: undefined }],
    ['STA-57', { versions: ['4.0.0'], versionRevisions: { '4.1.0': 'r' } }],
    ['STA-57', { versions: ['4.0.0', '4.1.0'], versionRevisions: { '4.1.0': 'r' } }],
    ['STA-57', { versions: ['4.0.0'], versionRevisions: { '4.0.0': 'r', '4.1.0': 'r' } }],
    ['STA-57', { versions: ['4.0.0', '4.1.0'], versionRevisions: { '4.1.0': 'r', '4.2.0': 'r' } }],
    ['STA-57', { versions: undefined, versionRevisions: { '4.1.0': 'r' } }],
    ['STA-60', { expectedStatus: 'Disposed' }],
    ['STA-60', { expectedStatus: 'Deleted' }],
    ['STA-18', { targetStatus: 'Unfinished' }],
    ['STA-18', { targetStatus: 'Disposed' }],
    ['STA-18', { targetStatus: 'Deleted' }],
  ])('%s: %j is refused as a whole', (_, more) => {
    const { made } = worldOf();
    const input = { ...chalk, versions: ['4.1.0'], targetStatus: 'Archived', ...more } as never;
    expect(made.refusal('UpdatePackageVersionsStatus', input).name).toBe('ValidationException');
  });

  test('STA-54: 100 versions can be named', () => {
    const { made } = worldOf();
    expect(Object.keys(update(made, { versions: many(100) }).failedVersions!)).toHaveLength(100);
  });

  test('STA-56, STA-57: repeated entries count once', () => {
    const { made, current } = worldOf();
    made.events();
    const given = { versions: ['4.1.0', '4.1.0'], versionRevisions: { '4.1.0': current } };
    expect(Object.keys(update(made, given).successfulVersions!)).toEqual(['4.1.0']);
    expect(made.events()).toHaveLength(1);
  });

  test.each(['Published', 'Unlisted', 'Archived', 'Unfinished'] as const)(
    'STA-59, STA-60: expectedStatus %s',
    (status) => {
      const made = new PackageWorld();
      made.make(packages.generic, '1', status);
      const others = ['Published', 'Unlisted', 'Archived', 'Unfinished'].filter((other) => other !== status);
      for (const expectedStatus of others as PackageVersionStatus[]) {
        const { failedVersions } = update(made, { versions: ['1'], expectedStatus }, packages.generic);
        expect(failedVersions!['1']!.errorMessage).toBe(
          `current status: ${status}, expected status: ${expectedStatus}`,
        );
      }
      const { successfulVersions } = update(made, { versions: ['1'], expectedStatus: status }, packages.generic);
      expect(successfulVersions!['1']!.status).toBe('Archived');
    },
  );

  test.each<[Update, string]>([
    [{ domain: 'none' }, 'domain'],
    [{ repository: 'none' }, 'repository'],
    [{ package: 'none' }, 'package'],
  ])('STA-35: %j is not there', (more, resourceType) => {
    const { made } = worldOf();
    const input = { ...chalk, versions: ['4.1.0'], targetStatus: 'Archived', ...more } as const;
    expect(made.refusal('UpdatePackageVersionsStatus', input)).toMatchObject({
      name: 'ResourceNotFoundException',
      members: { resourceType, resourceId: 'none' },
    });
  });
});

test.each([
  ['9.9.9', 'X', 'Unlisted', 'NOT_FOUND'],
  ['1', 'X', 'Unlisted', 'MISMATCHED_REVISION'],
  ['1', '', 'Unlisted', 'MISMATCHED_STATUS'],
  ['1', '', undefined, 'NOT_ALLOWED'],
] as const)(
  'STA-66: a Disposed version, %s, revision "%s", expecting %s: %s goes before the next row',
  (version, given, expectedStatus, code) => {
    const made = new PackageWorld();
    made.make(packages.generic, '1', 'Disposed');
    const revision = given || made.describe(packages.generic, '1').revision!;
    const more = { versions: [version], versionRevisions: { [version]: revision }, expectedStatus };
    expect(update(made, more, packages.generic).failedVersions![version]!.errorCode).toBe(code);
  },
);

test('STA-67: each failing version has its own code', () => {
  const made = new PackageWorld();
  const of = packages.generic;
  made.make(of, 'disposed', 'Disposed');
  for (const version of ['wrong', 'right']) made.make(of, version, 'Published');
  const revisionOf = (version: string) => made.describe(of, version).revision!;
  const versionRevisions = {
    missing: 'x',
    wrong: 'x',
    right: revisionOf('right'),
    disposed: revisionOf('disposed'),
  };
  const { failedVersions } = update(made, { versions: Object.keys(versionRevisions), versionRevisions }, of);
  expect(failedVersions).toEqual({
    missing: { errorCode: 'NOT_FOUND', errorMessage: 'Could not find version missing' },
    wrong: {
      errorCode: 'MISMATCHED_REVISION',
      errorMessage: `current revision: ${revisionOf('wrong')}, expected revision: x`,
    },
    right: skipped('right'),
    disposed: {
      errorCode: 'NOT_ALLOWED',
      errorMessage: 'version disposed cannot be changed from Disposed to Archived',
    },
  });
});

test('STA-37, VER-23, VER-27: nothing but the status changes', () => {
  const made = new PackageWorld();
  made.publish(chalk, '4.1.0', { tags: ['latest'], metadata: { summary: 'Colours' } });
  const before = made.describe(chalk, '4.1.0');
  const assets = made.assets(chalk, '4.1.0');
  made.now += 1000;
  for (const status of ['Unlisted', 'Archived', 'Published'] as const) {
    update(made, { targetStatus: status });
    expect(made.describe(chalk, '4.1.0')).toEqual({ ...before, status });
    expect(made.assets(chalk, '4.1.0')).toEqual(assets);
  }
  expect(made.request('ListVersions', chalk).tags).toEqual({ latest: '4.1.0' });
});

test.each([
  ['nuget', '1.0', '1.0.0.0', '01.0'],
  ['cargo', '1.0.7', '1.0.7+a', '1.0.7+b'],
] as const)('PKG-24, STA-56: %s %s, named as %s and %s, is one version', (format, stored, ...versions) => {
  const made = new PackageWorld();
  made.publish(packages[format], stored);
  made.events();
  const { failedVersions } = update(made, { versions, expectedStatus: 'Unlisted' }, packages[format]);
  expect(Object.keys(failedVersions!)).toEqual([stored]);
  const { successfulVersions } = update(made, { versions }, packages[format]);
  expect(Object.keys(successfulVersions!)).toEqual([stored]);
  expect(made.events()).toHaveLength(1);
});

test('STA-58, STA-67: of two names of one version a wrong revision counts', () => {
  const made = new PackageWorld();
  const right = made.publish(packages.nuget, '1.0')[0]!.revision;
  for (const versionRevisions of [
    { '1.0': right, '1': 'X' },
    { '1': 'X', '1.0': right },
  ]) {
    const versions = Object.keys(versionRevisions);
    const { failedVersions } = update(made, { versions, versionRevisions }, packages.nuget);
    expect(Object.keys(failedVersions!)).toEqual(['1.0']);
    expect(failedVersions!['1.0']!.errorCode).toBe('MISMATCHED_REVISION');
  }
});
