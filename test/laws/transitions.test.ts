import fc from 'fast-check';
import { expect, test } from 'vitest';
import { execute } from '../../src/core';
import { type PackageRequest, PackageWorld, packages, upload } from '../ops/packages-support';
import { context } from '../support';

const of = packages.generic;
const there = { ...of, repository: 'other' };

/** What can be done to a version; `a`, `b` are assets published to complete it, `a+`, `b+` with more to come. */
const actions = ['a', 'b', 'a+', 'b+', 'publish', 'unlist', 'archive', 'dispose', 'delete', 'delete package'] as const;
type Action = (typeof actions)[number];
/**
 * Where each action leads, by the status now: a status, `-` for gone, `=` for no change, `no` for a refusal. `a` and
 * `a+` are of an asset that is new to the version. Typed from tables 6a, 6c and 7a, not from src.
 */
const columns = ['a', 'a+', 'publish', 'unlist', 'archive', 'dispose', 'delete', 'delete package'] as const;
const table: Readonly<Record<string, string>> = {
  '-': 'Published Unfinished no no no no no =',
  Published: 'no no = Unlisted Archived Disposed - -',
  Unlisted: 'no no Published = Archived Disposed - -',
  Archived: 'no no Published Unlisted = Disposed - -',
  Unfinished: 'Published Unfinished Published Unlisted Archived Disposed - -',
  Disposed: 'no no no no no no - -',
};

/** The first two columns for an asset that is there already: the version stays, or is completed. */
const known: Readonly<Record<string, string>> = {
  Published: '= =',
  Unlisted: '= =',
  Archived: 'no no',
  Unfinished: 'Published =',
  Disposed: 'no no',
};

const targets = { publish: 'Published', unlist: 'Unlisted', archive: 'Archived' } as const;

/** Whether the action was accepted; the world goes on either way. */
function act(made: PackageWorld, version: string, action: Action): boolean {
  const versions = { ...of, versions: [version] };
  const result =
    action === 'publish' || action === 'unlist' || action === 'archive'
      ? made.call('UpdatePackageVersionsStatus', { ...versions, targetStatus: targets[action] })
      : action === 'dispose'
        ? made.call('DisposePackageVersions', versions)
        : action === 'delete'
          ? made.call('DeletePackageVersions', versions)
          : undefined;
  if (result) return Object.keys(result.failedVersions!).length === 0;
  if (action === 'delete package') {
    made.call('DeletePackage', of);
    made.restrict(of, 'ALLOW/BLOCK');
    return true;
  }
  const input = upload(of, version, action[0]!, action[0]!, action.endsWith('+'));
  const done = execute(made.state, 'PublishPackageVersion', input, { ...context, now: made.now });
  if (done.ok) made.call('PublishPackageVersion', input);
  else expect([done.error.name, done.state]).toEqual(['ConflictException', made.state]);
  return done.ok;
}

interface Known {
  status: string;
  assets: Set<string>;
}

/** What becomes of a version by the tables above. */
function expected({ status, assets }: Known, action: Action): string {
  const column = action.replace(/^b/, 'a') as (typeof columns)[number];
  const row = assets.has(action[0]!) && /^a\+?$/.test(column) ? known[status]! : table[status]!;
  return row.split(' ')[columns.indexOf(column)]!;
}

const step = fc.record({ version: fc.constantFrom('1', '__proto__'), action: fc.constantFrom(...actions) });

/** One revision everywhere (VER-30), and one entry point (VER-35). */
function expectAgreement(made: PackageWorld, version: string): void {
  const asked = { ...of, packageVersion: version };
  const { revision, origin, status } = made.describe(of, version);
  const summary = made.call('ListPackageVersions', of).versions!.find((each) => each.version === version)!;
  const listed = made.call('ListPackageVersionAssets', asked);
  expect([summary.revision, listed.versionRevision]).toEqual([revision, revision]);
  expect(summary.status).toBe(status);
  expect(origin).toEqual({ originType: 'INTERNAL', domainEntryPoint: { repositoryName: 'my-repo' } });
  if (status !== 'Published' && status !== 'Unlisted') return;
  const asset = { ...asked, asset: listed.assets![0]!.name! };
  expect(made.call('GetPackageVersionAsset', asset).packageVersionRevision).toBe(revision);
}

test('STA-01, STA-36, VER-30, VER-35, EVT-10, EVT-15, EVT-17, EVT-18: any sequence follows the tables', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const made = new PackageWorld();
      made.restrict(of, 'ALLOW/BLOCK');
      const model = new Map<string, Known>();
      const at = (version: string): Known => model.get(version) ?? { status: '-', assets: new Set() };
      let sequence = 0;
      for (const { version, action } of steps) {
        made.now += 1000;
        made.events();
        const before = at(version);
        const cell = expected(before, action);
        const isEverything = action === 'delete package';
        const gone = isEverything ? [...model.keys()] : [];
        expect(act(made, version, action)).toBe(cell !== 'no');
        if (isEverything) model.clear();
        else if (cell === '-') model.delete(version);
        else if (cell !== 'no' && cell !== '=') {
          const added = /^[ab]\+?$/.test(action) ? [action[0]!] : [];
          model.set(version, { status: cell, assets: new Set([...before.assets, ...added]) });
        }
        const statuses = [...model].map(([name, { status }]) => [name, status]);
        expect(Object.entries(made.statuses(of)).sort()).toEqual(statuses.sort());
        for (const [name, { assets, status }] of model) {
          expectAgreement(made, name);
          expect(made.assets(of, name)).toEqual(status === 'Disposed' ? [] : [...assets].sort());
        }
        const events = made.events();
        const isChange = cell !== 'no' && cell !== '=';
        expect(events).toHaveLength(isEverything ? gone.length : isChange ? 1 : 0);
        for (const event of events) {
          sequence += 1;
          const after = model.get(event.packageVersion)?.status;
          expect(event.sequenceNumber).toBe(sequence);
          expect(event.operationType).toBe(
            after === undefined ? 'Deleted' : before.status === '-' ? 'Created' : 'Updated',
          );
          expect(event.packageVersionState).toBe(after ?? (isEverything ? event.packageVersionState : before.status));
          expect(event.packageVersionState).not.toBe('Deleted');
          expect(event.changes.statusChanged).toBe(after !== undefined && after !== before.status);
        }
      }
    }),
    { numRuns: 300 },
  );
});

/** What a revision names: coordinates, version, assets and metadata; the order of publication is no part of it. */
const content = fc.record({
  package: fc.constantFrom('requests', 'flask'),
  version: fc.constantFrom('1.0', '1.1'),
  assets: fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1 }),
  text: fc.constantFrom('x', 'y'),
  summary: fc.constantFrom('one', 'two'),
});
type Content = typeof content extends fc.Arbitrary<infer T> ? T : never;

/** Publishes a content in one or more steps, and gives its revision. */
function revisionOf(made: PackageWorld, given: Content, order: readonly string[], repository = 'my-repo'): string {
  const asked: PackageRequest = { ...packages.pypi, package: given.package, repository };
  const metadata = { summary: given.summary, licenses: [] };
  for (const asset of order) made.publish(asked, given.version, { assets: { [`${asset}.whl`]: given.text }, metadata });
  return made.describe(asked, given.version).revision!;
}

test('VER-20, VER-21, VER-28, VER-29, VER-31: a revision is a digest of the content and of nothing else', () => {
  fc.assert(
    fc.property(content, content, (one, two) => {
      const made = new PackageWorld('other');
      const revision = revisionOf(made, one, one.assets);
      expect(revision).toMatch(/^[A-Za-z0-9+/]{43}=$/);
      made.now += 1000;
      expect(revisionOf(made, one, [...one.assets].reverse(), 'other')).toBe(revision);
      const asked = { ...packages.pypi, package: one.package };
      made.call('DeletePackageVersions', { ...asked, versions: [one.version] });
      expect(revisionOf(made, one, one.assets)).toBe(revision);
      const canonical = (each: Content) => JSON.stringify({ ...each, assets: [...each.assets].sort() });
      const second = revisionOf(new PackageWorld(), two, two.assets);
      expect(second === revision).toBe(canonical(one) === canonical(two));
    }),
    { numRuns: 100 },
  );
});

test('VER-23, VER-24, VER-27, VER-28, VER-30: what is no part of the content keeps the revision', () => {
  const change = fc.constantFrom('unlist', 'archive', 'publish', 'dispose', 'settings', 'copy');
  fc.assert(
    fc.property(fc.array(change, { maxLength: 8 }), (changes) => {
      const made = new PackageWorld('other');
      made.publish(of, '1', { assets: { a: 'a', b: 'b' } });
      const { revision } = made.describe(of, '1');
      for (const each of changes) {
        made.now += 1000;
        if (each === 'settings') made.restrict(of, 'ALLOW/ALLOW');
        else if (each !== 'copy') act(made, '1', each as Action);
        else {
          const between = { sourceRepository: 'my-repo', destinationRepository: 'other', versions: ['1'] };
          const { successfulVersions } = made.call('CopyPackageVersions', { ...of, ...between, allowOverwrite: true });
          if (successfulVersions!['1']) expect(made.describe(there, '1').revision).toBe(revision);
        }
        expect(made.describe(of, '1').revision).toBe(revision);
        expectAgreement(made, '1');
      }
    }),
    { numRuns: 100 },
  );
});
