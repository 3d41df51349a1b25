import { expect, test } from 'vitest';
import type { Input } from '../../src/api/types';
import { type PackageRequest, PackageWorld, packages } from './packages-support';

const chalk: PackageRequest = { ...packages.npm, package: 'chalk' };
const all = ['4.0.0', '4.0.1', '5.0.0'];
type Deletion = Partial<Input<'DeletePackageVersions'>>;

const remove = (made: PackageWorld, more: Deletion = {}, of: PackageRequest = chalk) =>
  made.call('DeletePackageVersions', { ...of, versions: all, ...more });

function worldOf(): PackageWorld {
  const made = new PackageWorld();
  for (const version of all) made.publish(chalk, version);
  return made;
}

test('STA-46, STA-45, STA-65, STA-68: 6d-7, all three with their last revisions', () => {
  const made = worldOf();
  const last = all.map((version) => [version, { revision: made.describe(chalk, version).revision, status: 'Deleted' }]);
  expect(remove(made)).toEqual({ successfulVersions: Object.fromEntries(last), failedVersions: {} });
  expect(made.statuses(chalk)).toEqual({});
  const error = made.refusal('DescribePackageVersion', { ...chalk, packageVersion: '4.0.0' });
  expect(error).toMatchObject({ name: 'ResourceNotFoundException', members: { resourceType: 'package-version' } });
});

test('STA-62, STA-63, STA-64, STA-34: one unknown version: nothing is deleted', () => {
  const made = worldOf();
  const { state } = made;
  expect(remove(made, { versions: ['4.0.0', '9.9.9', '5.0.0'] })).toEqual({
    successfulVersions: {},
    failedVersions: {
      '4.0.0': { errorCode: 'SKIPPED', errorMessage: 'version 4.0.0 is skipped' },
      '5.0.0': { errorCode: 'SKIPPED', errorMessage: 'version 5.0.0 is skipped' },
      '9.9.9': { errorCode: 'NOT_FOUND', errorMessage: 'Could not find version 9.9.9' },
    },
  });
  expect(made.state).toBe(state);
});

test('STA-49: another status than the expected: nothing is deleted', () => {
  const made = worldOf();
  made.setStatus(chalk, '4.0.1', 'Unlisted');
  const { state } = made;
  const { failedVersions } = remove(made, { expectedStatus: 'Unlisted' });
  const expected = {
    errorCode: 'MISMATCHED_STATUS',
    errorMessage: 'current status: Published, expected status: Unlisted',
  };
  expect(failedVersions).toEqual({
    '4.0.0': expected,
    '4.0.1': { errorCode: 'SKIPPED', errorMessage: 'version 4.0.1 is skipped' },
    '5.0.0': expected,
  });
  expect(made.state).toBe(state);
  remove(made, { versions: ['4.0.1'], expectedStatus: 'Unlisted' });
  expect(Object.keys(made.statuses(chalk))).toEqual(['4.0.0', '5.0.0']);
});

test.each(['Published', 'Unfinished', 'Unlisted', 'Archived', 'Disposed'] as const)(
  'STA-45, STA-60: from %s, which can also be expected',
  (status) => {
    const made = new PackageWorld();
    made.make(packages.generic, '1', status);
    const { revision } = made.describe(packages.generic, '1');
    const answer = remove(made, { versions: ['1'], expectedStatus: status }, packages.generic);
    expect(answer.successfulVersions).toEqual({ '1': { revision, status: 'Deleted' } });
  },
);

test('STA-47, VER-40: afterwards the version is published anew, with other bytes', () => {
  const made = worldOf();
  made.setStatus(chalk, '4.0.0', 'Disposed');
  remove(made, { versions: ['4.0.0'] });
  made.publish(chalk, '4.0.0', { assets: { 'package.tgz': 'other' } });
  expect(made.install(chalk, '4.0.0').asset.size).toBe(5);
});

test('STA-50, PKG-32, ORG-36: the record stays with its settings', () => {
  const made = worldOf();
  made.restrict(chalk, 'BLOCK/BLOCK');
  remove(made);
  expect(made.settings(chalk)).toBe('BLOCK/BLOCK');
  expect(made.refusedPublish(chalk, '4.0.0').status).toBe(403);
});

test('STA-51: tags that point at a deleted version go, others stay', () => {
  const made = new PackageWorld();
  made.publish(chalk, '4.0.0', { tags: ['latest', '__proto__'] });
  made.publish(chalk, '3.0.0', { tags: ['old', 'constructor'] });
  remove(made, { versions: ['4.0.0'] });
  expect(Object.entries(made.request('ListVersions', chalk).tags)).toEqual([
    ['old', '3.0.0'],
    ['constructor', '3.0.0'],
  ]);
  expect(made.call('ListPackageVersions', chalk).defaultDisplayVersion).toBe('3.0.0');
  made.publish(chalk, '4.0.0');
  expect(Object.keys(made.request('ListVersions', chalk).tags)).toEqual(['old', 'constructor']);
});

test('RES-15, DED-07: the same version in another repository stays', () => {
  const made = new PackageWorld('other');
  const copy = { ...chalk, sourceRepository: 'my-repo', destinationRepository: 'other', versions: ['4.0.0'] };
  made.publish(chalk, '4.0.0');
  made.call('CopyPackageVersions', copy);
  remove(made, { versions: ['4.0.0'] });
  expect(made.install({ ...chalk, repository: 'other' }, '4.0.0').asset.name).toBe('package.tgz');
});

test.each<[string, Deletion]>([
  ['STA-54', { versions: Array.from({ length: 101 }, (_, patch) => `1.0.${patch}`) }],
  ['STA-55', { versions: [] }],
  ['STA-60', { expectedStatus: 'Deleted' }],
])('%s: %j is refused as a whole', (_, more) => {
  const input = { ...chalk, versions: all, ...more };
  expect(worldOf().refusal('DeletePackageVersions', input).name).toBe('ValidationException');
});

test.each<[Deletion, string]>([
  [{ repository: 'none' }, 'repository'],
  [{ package: 'none' }, 'package'],
])('STA-35: %j is not there', (more, resourceType) => {
  const error = worldOf().refusal('DeletePackageVersions', { ...chalk, versions: all, ...more });
  expect(error).toMatchObject({ name: 'ResourceNotFoundException', members: { resourceType } });
});

test.each([
  ['nuget', '1.0', ['1.0.0', '1.0.0.0', '01.0']],
  ['cargo', '1.0.7', ['1.0.7+a', '1.0.7+b', '1.0.7']],
] as const)('PKG-24, STA-56, DED-08: %s %s is deleted once, whatever its names: %j', (format, stored, versions) => {
  const made = new PackageWorld();
  made.publish(packages[format], stored);
  made.events();
  expect(Object.keys(remove(made, { versions }, packages[format]).successfulVersions!)).toEqual([stored]);
  expect(made.events()).toHaveLength(1);
  expect(made.call('DescribeDomain', { domain: 'my-domain' }).domain!.assetSizeBytes).toBe(0);
});
