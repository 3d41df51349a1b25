import { describe, expect, test } from 'vitest';
import type { PackageVersionStatus } from '../../src/api/types';
import { type PackageRequest, PackageWorld, packages } from '../ops/packages-support';

type Status = Exclude<PackageVersionStatus, 'Deleted'>;
type Now = Status | 'not there';
const of = packages.generic;
const targets = ['Published', 'Unlisted', 'Archived', 'Unfinished', 'Disposed', 'Deleted'] as const;

/** A world with version 1 in this status, or with another version when it is not there; the next call is later. */
function worldOf(now: Now, subject: PackageRequest = of): PackageWorld {
  const made = new PackageWorld();
  if (now === 'not there') made.publish(subject, '2');
  else made.make(subject, '1', now);
  made.now += 1000;
  made.events();
  return made;
}

const rows: readonly (readonly [Now, string, string, string, string, string, string, string])[] = [
  ['Published', 'STA-22, STA-23, STA-31', 'no change', 'ok', 'ok', 'V', 'V', 'V'],
  ['Unlisted', 'STA-24, STA-25, STA-31', 'ok', 'no change', 'ok', 'V', 'V', 'V'],
  ['Archived', 'STA-26, STA-27, STA-31', 'ok', 'ok', 'no change', 'V', 'V', 'V'],
  ['Unfinished', 'STA-28, STA-29, STA-30', 'ok', 'ok', 'ok', 'V', 'V', 'V'],
  ['Disposed', 'STA-32, STA-33', 'NA', 'NA', 'NA', 'V', 'V', 'V'],
  ['not there', 'STA-34', 'NF', 'NF', 'NF', 'V', 'V', 'V'],
];

describe('table 6a: UpdatePackageVersionsStatus', () => {
  const cells = rows.flatMap(([now, ids, ...outcomes]) =>
    targets.map((target, at) => [ids, now, target, outcomes[at]!] as const),
  );

  test.each(cells)('%s, STA-18: %s to %s: %s', (_, now, targetStatus, outcome) => {
    for (const subject of [packages.generic, packages.maven]) {
      const made = worldOf(now, subject);
      const input = { ...subject, versions: ['1'], targetStatus };
      if (outcome === 'V') {
        expect(made.refusal('UpdatePackageVersionsStatus', input).name).toBe('ValidationException');
        continue;
      }
      const { state } = made;
      const before = now === 'not there' ? undefined : made.describe(subject, '1');
      const answer = made.call('UpdatePackageVersionsStatus', input);
      if (outcome === 'ok' || outcome === 'no change') {
        expect(answer).toEqual({
          successfulVersions: { '1': { revision: before!.revision, status: targetStatus } },
          failedVersions: {},
        });
        const isFinished = now === 'Unfinished' && targetStatus === 'Published';
        const publishedTime = isFinished ? new Date(made.now) : before!.publishedTime;
        expect(made.describe(subject, '1')).toEqual({ ...before, status: targetStatus, publishedTime });
      } else {
        const errors = {
          NA: ['NOT_ALLOWED', `version 1 cannot be changed from Disposed to ${targetStatus}`],
          NF: ['NOT_FOUND', 'Could not find version 1'],
        };
        const [errorCode, errorMessage] = errors[outcome as 'NA' | 'NF'];
        expect(answer).toEqual({ successfulVersions: {}, failedVersions: { '1': { errorCode, errorMessage } } });
      }
      expect(made.events()).toHaveLength(outcome === 'ok' ? 1 : 0);
      expect(made.state === state).toBe(outcome !== 'ok');
    }
  });
});

describe('table 6c', () => {
  test.each<[string, Now, string, string]>([
    ['STA-39, STA-45, PKG-41', 'Published', 'ok', 'ok'],
    ['STA-40, STA-45, PKG-41', 'Unlisted', 'ok', 'ok'],
    ['STA-40, STA-45, PKG-41', 'Archived', 'ok', 'ok'],
    ['STA-40, STA-45, PKG-41', 'Unfinished', 'ok', 'ok'],
    ['STA-41, STA-45, PKG-41', 'Disposed', 'NOT_ALLOWED', 'ok'],
    ['STA-34', 'not there', 'NOT_FOUND', 'NOT_FOUND'],
  ])('%s: from %s: Dispose %s, DeletePackageVersions %s, and DeletePackage', (_, now, disposal, deletion) => {
    const made = worldOf(now);
    const start = made.state;
    const revision = now === 'not there' ? undefined : made.describe(of, '1').revision;

    const disposed = made.call('DisposePackageVersions', { ...of, versions: ['1'] });
    expect(disposed.failedVersions!['1']?.errorCode).toBe(disposal === 'ok' ? undefined : disposal);
    if (disposal === 'ok') expect(disposed.successfulVersions).toEqual({ '1': { revision, status: 'Disposed' } });
    else expect(made.state).toBe(start);
    expect(made.statuses(of)['1']).toBe(now === 'not there' ? undefined : 'Disposed');

    made.state = start;
    const deleted = made.call('DeletePackageVersions', { ...of, versions: ['1'] });
    expect(deleted.failedVersions!['1']?.errorCode).toBe(deletion === 'ok' ? undefined : deletion);
    if (deletion === 'ok') expect(deleted.successfulVersions).toEqual({ '1': { revision, status: 'Deleted' } });
    expect(made.statuses(of)).toEqual(now === 'not there' ? { '2': 'Published' } : {});

    made.state = start;
    made.call('DeletePackage', of);
    expect(made.refusal('ListPackageVersions', of).name).toBe('ResourceNotFoundException');
  });

  test('STA-35, PKG-44: from a package that is not there', () => {
    const made = new PackageWorld();
    const versions = { ...of, versions: ['1'] };
    for (const name of ['DisposePackageVersions', 'DeletePackageVersions', 'DeletePackage'] as const) {
      expect(made.refusal(name, versions).name).toBe('ResourceNotFoundException');
    }
  });
});

describe('table 5: what a status does', () => {
  const maven = packages.maven;
  const asset = { ...maven, packageVersion: '1', asset: 'mypackage.tgz' };

  test.each<[string, Status, boolean, boolean, boolean]>([
    ['STA-03', 'Published', true, true, true],
    ['STA-07', 'Unfinished', true, false, false],
    ['STA-04', 'Unlisted', true, false, true],
    ['STA-05', 'Archived', true, false, false],
    ['STA-06', 'Disposed', false, false, false],
  ])('STA-03, %s: %s: assets %s, in version lists %s, downloads %s', (_, status, hasAssets, isListed, isServed) => {
    const made = worldOf(status, maven);
    made.publish(maven, '0');
    expect(made.statuses(maven)['1']).toBe(status);
    expect(made.describe(maven, '1').status).toBe(status);
    expect(made.assets(maven, '1')).toEqual(hasAssets ? ['mypackage.tgz'] : []);
    expect(made.listed(maven)).toEqual(isListed ? ['0', '1'] : ['0']);
    if (isServed) {
      expect(made.call('GetPackageVersionAsset', asset).assetName).toBe('mypackage.tgz');
      expect(made.install(maven, '1').asset.name).toBe('mypackage.tgz');
    } else {
      expect(made.refusal('GetPackageVersionAsset', asset).status).toBe(404);
      expect(made.refusedInstall(maven, '1').status).toBe(404);
    }
  });

  test('STA-03, STA-47: deleted: nothing, or what is upstream, and a fresh publication', () => {
    const made = new PackageWorld('up');
    made.publish(maven, '1');
    made.publish({ ...maven, repository: 'up' }, '1', { assets: { 'mypackage.tgz': 'from upstream' } });
    made.call('DeletePackageVersions', { ...maven, versions: ['1'] });
    expect([made.statuses(maven), made.listed(maven)]).toEqual([{}, []]);
    for (const name of ['DescribePackageVersion', 'ListPackageVersionAssets', 'GetPackageVersionAsset'] as const) {
      expect(made.refusal(name, asset).status).toBe(404);
    }
    expect(made.refusedInstall(maven, '1').status).toBe(404);
    made.restrict(maven, 'ALLOW/ALLOW');
    made.upstreams('my-repo', 'up');
    expect(made.install(maven, '1').asset.size).toBe('from upstream'.length);
    made.upstreams('my-repo');
    made.call('DeletePackageVersions', { ...maven, versions: ['1'] });
    made.publish(maven, '1', { assets: { 'mypackage.tgz': 'fresh' } });
    expect(made.install(maven, '1').asset.size).toBe(5);
  });

  test.each(['Published', 'Unlisted'] as const)(
    'STA-26, STA-27: from Archived back to %s the same bytes are served',
    (back) => {
      const made = worldOf('Published', maven);
      const before = made.install(maven, '1').asset;
      made.setStatus(maven, '1', 'Archived');
      expect(made.refusedInstall(maven, '1').status).toBe(404);
      made.setStatus(maven, '1', back);
      expect(made.install(maven, '1').asset).toEqual(before);
      expect(made.listed(maven)).toEqual(back === 'Published' ? ['1'] : []);
    },
  );
});
