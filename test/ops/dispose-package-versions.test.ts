import { expect, test } from 'vitest';
import type { Input } from '../../src/api/types';
import { type PackageRequest, PackageWorld, packages } from './packages-support';

const chalk: PackageRequest = { ...packages.npm, package: 'chalk' };
type Disposal = Partial<Input<'DisposePackageVersions'>>;

const dispose = (made: PackageWorld, more: Disposal = {}, of: PackageRequest = chalk) =>
  made.call('DisposePackageVersions', { ...of, versions: ['4.0.0'], ...more });

function worldOf(): { made: PackageWorld; revision: string } {
  const made = new PackageWorld();
  made.publish(chalk, '4.1.0');
  const [version] = made.publish(chalk, '4.0.0', { tags: ['latest'], metadata: { summary: 'Colours' } });
  return { made, revision: version!.revision };
}

test('STA-43, STA-59: 6d-5, another status than the expected', () => {
  const { made } = worldOf();
  const { state } = made;
  expect(dispose(made, { expectedStatus: 'Unlisted' })).toEqual({
    successfulVersions: {},
    failedVersions: {
      '4.0.0': { errorCode: 'MISMATCHED_STATUS', errorMessage: 'current status: Published, expected status: Unlisted' },
    },
  });
  expect(made.state).toBe(state);
});

test('STA-39, STA-43, VER-24, VER-03: 6d-6, the assets go, everything else stays', () => {
  const { made, revision } = worldOf();
  const before = made.describe(chalk, '4.0.0');
  made.now += 1000;
  expect(dispose(made, { expectedStatus: 'Published', versionRevisions: { '4.0.0': revision } })).toEqual({
    successfulVersions: { '4.0.0': { revision, status: 'Disposed' } },
    failedVersions: {},
  });
  expect(made.describe(chalk, '4.0.0')).toEqual({ ...before, status: 'Disposed' });
  expect(made.assets(chalk, '4.0.0')).toEqual([]);
  expect(made.statuses(chalk)).toEqual({ '4.0.0': 'Disposed', '4.1.0': 'Published' });
});

test('STA-06, DED-09: the bytes are gone from the domain, unless another record has them', () => {
  const made = new PackageWorld('other');
  const size = () => made.call('DescribeDomain', { domain: 'my-domain' }).domain!.assetSizeBytes;
  made.publish(chalk, '4.0.0', { assets: { 'package.tgz': '12345' } });
  const copy = { ...chalk, sourceRepository: 'my-repo', destinationRepository: 'other', versions: ['4.0.0'] };
  made.call('CopyPackageVersions', copy);
  dispose(made);
  expect([size(), made.install({ ...chalk, repository: 'other' }, '4.0.0').asset.size]).toEqual([5, 5]);
  dispose(made, { repository: 'other' });
  expect(size()).toBe(0);
});

test('STA-58, STA-61, STA-63, STA-64, STA-67: all or nothing', () => {
  const { made, revision } = worldOf();
  const { state } = made;
  const versionRevisions = { '4.0.0': revision, '4.1.0': 'X', '9.9.9': 'X' };
  const answer = dispose(made, { versions: Object.keys(versionRevisions), versionRevisions });
  expect(answer.successfulVersions).toEqual({});
  expect(answer.failedVersions).toMatchObject({
    '4.0.0': { errorCode: 'SKIPPED', errorMessage: 'version 4.0.0 is skipped' },
    '4.1.0': { errorCode: 'MISMATCHED_REVISION' },
    '9.9.9': { errorCode: 'NOT_FOUND', errorMessage: 'Could not find version 9.9.9' },
  });
  expect(made.state).toBe(state);
});

test.each([
  ['9.9.9', 'X', 'Archived', 'NOT_FOUND'],
  ['1', 'X', 'Archived', 'MISMATCHED_REVISION'],
  ['1', '', 'Archived', 'MISMATCHED_STATUS'],
  ['1', '', 'Disposed', 'NOT_ALLOWED'],
] as const)(
  'STA-66, STA-41: a Disposed version, %s, revision "%s", expecting %s: %s',
  (version, given, expectedStatus, code) => {
    const made = new PackageWorld();
    made.make(packages.generic, '1', 'Disposed');
    const versionRevisions = { [version]: given || made.describe(packages.generic, '1').revision! };
    const { failedVersions } = dispose(
      made,
      { versions: [version], versionRevisions, expectedStatus },
      packages.generic,
    );
    expect(failedVersions![version]!.errorCode).toBe(code);
  },
);

test.each<[string, Disposal]>([
  ['STA-54', { versions: Array.from({ length: 101 }, (_, patch) => `1.0.${patch}`) }],
  ['STA-55', { versions: [] }],
  ['STA-57', { versionRevisions: { '4.1.0': 'r' } }],
  ['STA-60', { expectedStatus: 'Deleted' }],
])('%s: %j is refused as a whole', (_, more) => {
  const { made } = worldOf();
  const input = { ...chalk, versions: ['4.0.0'], ...more };
  expect(made.refusal('DisposePackageVersions', input).name).toBe('ValidationException');
});

test.each<[Disposal, string]>([
  [{ repository: 'none' }, 'repository'],
  [{ package: 'none' }, 'package'],
])('STA-35: %j is not there', (more, resourceType) => {
  const { made } = worldOf();
  const error = made.refusal('DisposePackageVersions', { ...chalk, versions: ['4.0.0'], ...more });
  expect(error).toMatchObject({ name: 'ResourceNotFoundException', members: { resourceType } });
});

test('PKG-24, STA-56: a NuGet version in two spellings is disposed once', () => {
  const made = new PackageWorld();
  made.publish(packages.nuget, '1.0');
  made.events();
  const { successfulVersions } = dispose(made, { versions: ['1.0.0', '1.00', '1.0'] }, packages.nuget);
  expect(Object.keys(successfulVersions!)).toEqual(['1.0']);
  expect(made.events()).toHaveLength(1);
});
