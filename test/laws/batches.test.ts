import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PackageVersionStatus } from '../../src/api/types';
import { packageKey, versionKey } from '../../src/model/keys';
import type { PackageVersion } from '../../src/model/state';
import { type PackageRequest, PackageWorld, packages } from '../ops/packages-support';

type Status = Exclude<PackageVersionStatus, 'Deleted'>;
const of = packages.generic;
const there = { ...of, repository: 'other' };
const statuses = ['Published', 'Unfinished', 'Unlisted', 'Archived', 'Disposed'] as const;
const name = fc.constantFrom('1', '1.0', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'é');
const stored = fc.uniqueArray(fc.record({ version: name, status: fc.constantFrom(...statuses) }), {
  selector: ({ version }) => version,
});
const named = fc.array(name, { minLength: 1, maxLength: 8 });
const settings = { numRuns: 200 };

/** The stored record of a version: another object when it was written. */
function recordOf(made: PackageWorld, { repository }: PackageRequest, version: string): PackageVersion | undefined {
  const [domain] = [...made.state.domains.values()];
  const id = domain!.repositoryIds.get(repository)!;
  return domain!.repositories.get(id)!.versions.get(versionKey(packageKey(of), version));
}

function worldOf(versions: readonly { version: string; status: Status }[]): PackageWorld {
  const made = new PackageWorld('other');
  made.restrict(of, 'ALLOW/BLOCK');
  for (const { version, status } of versions) made.make(of, version, status);
  return made;
}

/** What is expected of a version: nothing, the right revision, or a wrong one. */
const expectation = fc.constantFrom('none', 'right', 'wrong');
const operation = fc.constantFrom('Published', 'Unlisted', 'Archived', 'Dispose', 'Delete');

/** The code of one version, told anew from the rules and not from the table in src. */
function codeOf(status: Status | undefined, act: string, isWrong: boolean, expected: string | undefined) {
  if (status === undefined) return 'NOT_FOUND';
  if (isWrong && act !== 'Delete') return 'MISMATCHED_REVISION';
  if (expected !== undefined && expected !== status) return 'MISMATCHED_STATUS';
  return status === 'Disposed' && act !== 'Delete' ? 'NOT_ALLOWED' : undefined;
}

test('STA-56, STA-61, STA-62, STA-63, STA-66, STA-67, STA-69: a batch changes all of its versions or none', () => {
  const expectedStatus = fc.option(fc.constantFrom(...statuses), { nil: undefined });
  fc.assert(
    fc.property(
      stored,
      named,
      operation,
      expectation,
      fc.func(fc.boolean()),
      expectedStatus,
      (versions, names, act, expects, isWrong, expected) => {
        const isUpdate = act !== 'Dispose' && act !== 'Delete';
        const asked = isUpdate && expected === 'Disposed' ? undefined : expected; // API-505
        const made = worldOf(versions);
        const before = new Map(versions.map(({ version }) => [version, recordOf(made, of, version)!]));
        const distinct = [...new Set(names)];
        const givesWrong = (version: string) => expects === 'wrong' && isWrong(version);
        const entries = distinct.map((version) => [
          version,
          givesWrong(version) ? 'X' : (before.get(version)?.revision ?? 'X'),
        ]);
        const versionRevisions = expects === 'none' ? undefined : Object.fromEntries(entries);
        const input = { ...of, versions: names, versionRevisions, expectedStatus: asked };
        const start = made.state;
        const answer = isUpdate
          ? made.call('UpdatePackageVersionsStatus', { ...input, targetStatus: act as Status })
          : made.call(act === 'Dispose' ? 'DisposePackageVersions' : 'DeletePackageVersions', input);

        const codes = distinct.map((version) => codeOf(before.get(version)?.status, act, givesWrong(version), asked));
        const fails = codes.some((code) => code !== undefined);
        const failed = distinct.map((version, at) => [version, codes[at] ?? 'SKIPPED']);
        const found = Object.entries(answer.failedVersions!).map(([version, error]) => [version, error.errorCode]);
        expect(found.sort()).toEqual(fails ? failed.sort() : []);
        const becomes = act === 'Dispose' ? 'Disposed' : act === 'Delete' ? 'Deleted' : act;
        const changed = distinct.map((version) => [
          version,
          { revision: before.get(version)?.revision, status: becomes },
        ]);
        expect(Object.entries(answer.successfulVersions!).sort(byName)).toEqual(fails ? [] : changed.sort(byName));
        if (fails) expect(made.state).toBe(start);
        for (const [version, record] of before) {
          const after = recordOf(made, of, version);
          const isSame = fails || !distinct.includes(version) || (isUpdate && record.status === act);
          if (isSame) expect(after).toBe(record);
          else expect(after?.status).toBe(act === 'Delete' ? undefined : becomes);
        }
      },
    ),
    settings,
  );
});

const byName = ([a]: readonly unknown[], [b]: readonly unknown[]): number => (String(a) < String(b) ? -1 : 1);

/** What a copy of one version comes to, told anew from table CPY-T3. */
function copyCode(
  source: Status | undefined,
  existing: { status: Status; same: boolean } | undefined,
  overwrite: boolean,
) {
  if (source === undefined) return 'NOT_FOUND';
  if (source === 'Unfinished' || source === 'Disposed') return 'NOT_ALLOWED';
  if (existing === undefined) return 'copied';
  if (existing.status === 'Disposed') return overwrite ? 'NOT_ALLOWED' : 'ALREADY_EXISTS';
  if (existing.same) return 'nothing';
  return overwrite ? 'copied' : 'ALREADY_EXISTS';
}

test('CPY-25, CPY-26, CPY-29, CPY-30, STA-56, STA-61, STA-63, STA-69: a copy copies all its versions or none', () => {
  const kept = fc.uniqueArray(fc.record({ version: name, status: fc.constantFrom(...statuses), same: fc.boolean() }), {
    selector: ({ version }) => version,
  });
  fc.assert(
    fc.property(stored, kept, named, fc.boolean(), (versions, others, names, allowOverwrite) => {
      const made = worldOf(versions);
      for (const { version, status, same } of others) {
        const text = same ? `${of.package} ${version}` : 'other';
        made.publish(there, version, { assets: { 'my-package.tgz': text }, unfinished: status === 'Unfinished' });
        if (status !== 'Published' && status !== 'Unfinished') made.setStatus(there, version, status);
      }
      const source = new Map(versions.map(({ version }) => [version, recordOf(made, of, version)!]));
      const existing = new Map(others.map((each) => [each.version, each]));
      const before = new Map(others.map(({ version }) => [version, recordOf(made, there, version)!]));
      const start = made.state;
      const between = { sourceRepository: 'my-repo', destinationRepository: 'other' };
      const answer = made.call('CopyPackageVersions', { ...of, ...between, versions: names, allowOverwrite });

      const distinct = [...new Set(names)];
      const outcomes = new Map(
        distinct.map((version) => [
          version,
          copyCode(source.get(version)?.status, existing.get(version), allowOverwrite),
        ]),
      );
      const isFault = (outcome: string) => outcome !== 'copied' && outcome !== 'nothing';
      const fails = [...outcomes.values()].some(isFault);
      const reported = [...outcomes].filter(([, outcome]) => outcome !== 'nothing');
      const failed = reported.map(([version, outcome]) => [version, isFault(outcome) ? outcome : 'SKIPPED']);
      const found = Object.entries(answer.failedVersions!).map(([version, error]) => [version, error.errorCode]);
      expect(found.sort()).toEqual(fails ? failed.sort() : []);
      const copied = reported.map(([version]) => {
        const { revision, status } = source.get(version) ?? {};
        return [version, { revision, status }];
      });
      expect(Object.entries(answer.successfulVersions!).sort(byName)).toEqual(fails ? [] : copied.sort(byName));
      if (fails || copied.length === 0) expect(made.state).toBe(start);
      for (const version of new Set([...before.keys(), ...distinct])) {
        const isCopied = !fails && outcomes.get(version) === 'copied';
        expect(recordOf(made, there, version)).toEqual(isCopied ? source.get(version) : before.get(version));
      }
    }),
    settings,
  );
});
