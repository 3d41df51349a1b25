import { describe, expect, test } from 'vitest';
import type { Input } from '../../src/api/types';
import { initialState } from '../../src/model/initial-state';
import { world } from '../support';
import { allFormats, assetsOf, type PackageRequest, PackageWorld, packages } from './packages-support';

const of: PackageRequest = { ...packages.npm, package: 'array-unique' };
const destination = { ...of, repository: 'other' };
const between = { sourceRepository: 'my-repo', destinationRepository: 'other' };
type Copy = Partial<Input<'CopyPackageVersions'>>;

const copy = (made: PackageWorld, more: Copy, from: PackageRequest = of) =>
  made.call('CopyPackageVersions', { ...from, ...between, ...more });

/** A world in which the source has these versions, and the destination the versions with contents. */
function worldOf(source: readonly string[], existing: Readonly<Record<string, string>> = {}): PackageWorld {
  const made = new PackageWorld('other');
  for (const version of source) made.publish(of, version, { assets: { 'package.tgz': version } });
  for (const [version, text] of Object.entries(existing)) {
    made.publish(destination, version, { assets: { 'package.tgz': text } });
  }
  return made;
}

describe('request', () => {
  test.each<[string, Copy]>([
    ['CPY-06', {}],
    ['CPY-06', { versions: ['1.0.0'], versionRevisions: { '1.0.0': 'r' } }],
    ['CPY-07', { versions: [] }],
    ['CPY-07', { versionRevisions: {} }],
    ['CPY-07, STA-54', { versions: Array.from({ length: 101 }, (_, patch) => `1.0.${patch}`) }],
    ['CPY-07', { versionRevisions: Object.fromEntries(Array.from({ length: 101 }, (_, at) => [`1.0.${at}`, 'r'])) }],
    ['CPY-32', { versions: ['1.0.0'], destinationRepository: 'my-repo' }],
  ])('%s: %j is refused', (_, more) => {
    const made = worldOf(['1.0.0']);
    const error = made.refusal('CopyPackageVersions', { ...of, ...between, ...more });
    expect(error.name).toBe('ValidationException');
  });

  test('CPY-07: 100 versions can be named', () => {
    const versions = Array.from({ length: 100 }, (_, patch) => `1.0.${patch}`);
    const made = worldOf(versions);
    expect(Object.keys(copy(made, { versions }).successfulVersions!)).toHaveLength(100);
  });

  test.each<[Copy, string, string]>([
    [{ domain: 'none' }, 'domain', 'none'],
    [{ sourceRepository: 'none' }, 'repository', 'none'],
    [{ destinationRepository: 'none' }, 'repository', 'none'],
    [{ destinationRepository: 'elsewhere' }, 'repository', 'elsewhere'],
    [{ package: 'none' }, 'package', 'none'],
  ])('CPY-08, CPY-31: %j is not there', (more, resourceType, resourceId) => {
    const made = worldOf(['1.0.0']);
    made.call('CreateDomain', { domain: 'second' });
    made.call('CreateRepository', { domain: 'second', repository: 'elsewhere' });
    const input = { ...of, ...between, versions: ['1.0.0'], ...more };
    expect(made.refusal('CopyPackageVersions', input)).toMatchObject({
      name: 'ResourceNotFoundException',
      members: { resourceType, resourceId },
    });
  });
});

test.each<
  [string, readonly string[], Record<string, string>, Copy, readonly string[], Record<string, [string, string]>]
>([
  ['CPY-16', ['6.0.2', '4.0.0'], {}, { versions: ['6.0.2', '4.0.0'] }, ['4.0.0', '6.0.2'], {}],
  [
    'CPY-18, STA-63, STA-64',
    ['0.2.0'],
    {},
    { versions: ['0.2.0', '5.6.7'] },
    [],
    {
      '0.2.0': ['SKIPPED', 'Version 0.2.0 was skipped'],
      '5.6.7': ['NOT_FOUND', 'Could not find version 5.6.7'],
    },
  ],
  ['CPY-24', ['0.2.0', '0.2.1'], { '0.2.1': '0.2.1' }, { versions: ['0.2.1', '0.2.0'] }, ['0.2.0'], {}],
  [
    'CPY-20, CPY-21',
    ['0.3.2', '0.2.1'],
    { '0.3.2': 'x' },
    { versions: ['0.3.2', '0.2.1'] },
    [],
    {
      '0.2.1': ['SKIPPED', 'Version 0.2.1 was skipped'],
      '0.3.2': ['ALREADY_EXISTS', 'Version 0.3.2 already exists'],
    },
  ],
  [
    'CPY-21',
    ['0.3.2', '0.2.1'],
    { '0.3.2': 'x' },
    { versions: ['0.3.2', '0.2.1'], allowOverwrite: false },
    [],
    {
      '0.2.1': ['SKIPPED', 'Version 0.2.1 was skipped'],
      '0.3.2': ['ALREADY_EXISTS', 'Version 0.3.2 already exists'],
    },
  ],
  [
    'CPY-19',
    ['0.3.2', '0.2.1'],
    { '0.3.2': 'x' },
    { versions: ['0.3.2', '0.2.1'], allowOverwrite: true },
    ['0.2.1', '0.3.2'],
    {},
  ],
  ['CPY-27', ['0.3.2', '0.3.13'], {}, { versionRevisions: { '0.3.2': '', '0.3.13': '' } }, ['0.3.13', '0.3.2'], {}],
  [
    'CPY-27',
    ['0.3.2', '0.3.13'],
    {},
    { versionRevisions: { '0.3.2': '', '0.3.13': 'R9' } },
    [],
    {
      '0.3.13': ['MISMATCHED_REVISION', 'current revision: <0.3.13>, expected revision: R9'],
      '0.3.2': ['SKIPPED', 'Version 0.3.2 was skipped'],
    },
  ],
  [
    'CPY-18, CPY-21',
    ['1.0.0'],
    { '1.0.0': 'x' },
    { versions: ['1.0.0', '2.0.0', '1.0.0'] },
    [],
    {
      '1.0.0': ['ALREADY_EXISTS', 'Version 1.0.0 already exists'],
      '2.0.0': ['NOT_FOUND', 'Could not find version 2.0.0'],
    },
  ],
  [
    'CPY-25',
    ['1.0.0', '2.0.0'],
    { '1.0.0': '1.0.0', '2.0.0': 'x' },
    { versions: ['1.0.0', '2.0.0'] },
    [],
    {
      '2.0.0': ['ALREADY_EXISTS', 'Version 2.0.0 already exists'],
    },
  ],
  [
    'CPY-18',
    ['1.0.0'],
    {},
    { versions: ['__proto__', '9.0.0'] },
    [],
    {
      ['__proto__']: ['NOT_FOUND', 'Could not find version __proto__'],
      '9.0.0': ['NOT_FOUND', 'Could not find version 9.0.0'],
    },
  ],
])('%s, CPY-16, STA-61, STA-65: CPY-T1: of %j, with %j there, %j', (_, source, existing, asked, successful, failed) => {
  const made = worldOf(source, existing);
  const revisions = Object.fromEntries(source.map((version) => [version, made.describe(of, version).revision!]));
  const versionRevisions =
    asked.versionRevisions &&
    Object.fromEntries(
      Object.entries(asked.versionRevisions).map(([name, given]) => [name, given || revisions[name]!]),
    );
  const before = made.state;
  const { successfulVersions, failedVersions } = copy(made, { ...asked, versionRevisions });
  const copied = successful.map((version) => [version, { revision: revisions[version], status: 'Published' }]);
  expect(Object.entries(successfulVersions!).sort()).toEqual(copied);
  const errors = Object.entries(failed).map(([version, [errorCode, errorMessage]]) => [
    version,
    { errorCode, errorMessage: errorMessage.replace(/<(.*)>/, (__, name) => revisions[name]!) },
  ]);
  expect(Object.entries(failedVersions!).sort()).toEqual(errors.sort());
  if (errors.length > 0) expect(made.state).toBe(before);
  for (const version of successful) expect(made.describe(destination, version)).toEqual(made.describe(of, version));
});

describe('CPY-T2: npm tags', () => {
  const web: PackageRequest = { ...packages.npm, package: 'web-helper' };

  test.each<[Record<string, string>, Record<string, string>, Record<string, string>]>([
    [{ latest: '1.0.1' }, { latest: '1.0.0' }, { latest: '1.0.1' }],
    [{ latest: '1.0.1', beta: '2.0.0' }, { stable: '1.0.0' }, { latest: '1.0.1', stable: '1.0.0' }],
    [
      { latest: '1.0.1', next: '1.0.1' },
      { next: '0.9.0', old: '0.1.0' },
      { latest: '1.0.1', next: '1.0.1', old: '0.1.0' },
    ],
    [{ ['__proto__']: '1.0.1' }, { constructor: '1.0.0' }, { ['__proto__']: '1.0.1', constructor: '1.0.0' }],
  ])('CPY-40: with %j here and %j there, there are %j after 1.0.1 was copied', (here, there, expected) => {
    const made = new PackageWorld('other');
    for (const [tag, version] of Object.entries(here)) made.publish(web, version, { tags: [tag] });
    for (const [tag, version] of Object.entries(there)) {
      made.publish({ ...web, repository: 'other' }, version, { tags: [tag] });
    }
    copy(made, { versions: ['1.0.1'] }, web);
    const tags = (repository: string) => Object.entries(made.request('ListVersions', { ...web, repository }).tags);
    expect(tags('other').sort()).toEqual(Object.entries(expected).sort());
    expect(tags('my-repo').sort()).toEqual(Object.entries(here).sort());
  });

  test('CPY-43: they move only when the version is really copied', () => {
    const made = new PackageWorld('other');
    made.publish(web, '1.0.0', { tags: ['latest'] });
    made.publish({ ...web, repository: 'other' }, '1.0.0');
    const { state } = made;
    copy(made, { versions: ['1.0.0'] }, web);
    copy(made, { versions: ['1.0.0', '2.0.0'] }, web);
    expect(made.state).toBe(state);
  });
});

describe('CPY-T3: onto each state of the destination', () => {
  const generic = packages.generic;
  const there = { ...generic, repository: 'other' };
  type Existing = 'not there' | 'Published' | 'Unlisted' | 'Archived' | 'Unfinished' | 'Disposed';

  /** What becomes of a copy of version 1: a code, `nothing`, or the status of the copied version. */
  function outcome(
    source: Exclude<Existing, 'not there'> | 'absent',
    existing: Existing,
    same: boolean,
    overwrite: boolean,
  ) {
    const made = new PackageWorld('other');
    if (source === 'absent') made.publish(generic, '2');
    else made.make(generic, '1', source);
    if (existing !== 'not there') {
      made.publish(there, '1', {
        assets: { 'my-package.tgz': same ? 'my-package 1' : 'other' },
        unfinished: existing === 'Unfinished',
      });
      if (existing !== 'Published' && existing !== 'Unfinished') made.setStatus(there, '1', existing);
    }
    const before = made.state;
    const allowOverwrite = overwrite || undefined;
    const { successfulVersions, failedVersions } = copy(made, { versions: ['1'], allowOverwrite }, generic);
    if (failedVersions!['1']) {
      expect([made.state, successfulVersions]).toEqual([before, {}]);
      return failedVersions!['1'].errorCode;
    }
    if (!successfulVersions!['1']) {
      expect(made.state).toBe(before);
      return 'nothing';
    }
    expect(made.describe(there, '1')).toEqual(made.describe(generic, '1'));
    expect(made.assets(there, '1')).toEqual(made.assets(generic, '1'));
    return successfulVersions!['1'].status;
  }

  test.each([
    ['CPY-38', 'not there', 'same', false, 'copied'],
    ['CPY-38', 'not there', 'same', true, 'copied'],
    ...(['Published', 'Unlisted', 'Archived', 'Unfinished'] as const).flatMap((existing) => [
      ['CPY-24, CPY-26', existing, 'same', false, 'nothing'] as const,
      ['CPY-24, CPY-26', existing, 'same', true, 'nothing'] as const,
      ['CPY-21', existing, 'other', false, 'ALREADY_EXISTS'] as const,
      ['CPY-19', existing, 'other', true, 'copied'] as const,
    ]),
    ['CPY-21', 'Disposed', 'same', false, 'ALREADY_EXISTS'],
    ['CPY-21', 'Disposed', 'other', false, 'ALREADY_EXISTS'],
    ['CPY-30', 'Disposed', 'other', true, 'NOT_ALLOWED'],
  ] as const)('%s: %s, %s content, allowOverwrite %s: %s', (_, existing, content, overwrite, expected) => {
    for (const source of ['Published', 'Unlisted', 'Archived'] as const) {
      const result = outcome(source, existing, content === 'same', overwrite);
      expect(result).toBe(expected === 'copied' ? source : expected);
    }
  });

  test.each(['not there', 'Published', 'Disposed'] as const)(
    'CPY-30, CPY-18: what cannot be copied, onto %s',
    (existing) => {
      for (const overwrite of [false, true]) {
        expect(outcome('Unfinished', existing, false, overwrite)).toBe('NOT_ALLOWED');
        expect(outcome('Disposed', existing, false, overwrite)).toBe('NOT_ALLOWED');
        expect(outcome('absent', existing, false, overwrite)).toBe('NOT_FOUND');
      }
    },
  );

  test.each([
    ['2', 'R9', 'NOT_FOUND'],
    ['1', 'R9', 'MISMATCHED_REVISION'],
    ['1', '', 'NOT_ALLOWED'],
  ])('STA-66: version %s with revision "%s": %s goes before the next row', (version, given, code) => {
    const made = new PackageWorld('other');
    made.make(generic, '1', 'Disposed');
    made.publish(there, '1', { assets: { x: 'x' } });
    const revision = given || made.describe(generic, '1').revision!;
    const { failedVersions } = copy(made, { versionRevisions: { [version]: revision } }, generic);
    expect(failedVersions![version]!.errorCode).toBe(code);
  });
});

describe('effects', () => {
  test('CPY-19, DED-12: an overwriting copy replaces, and keeps nothing of the old', () => {
    const made = new PackageWorld('other');
    const there = { ...packages.pypi, repository: 'other' };
    made.publish(packages.pypi, '1.0', { assets: { 'a.whl': 'a', 'b.whl': 'b' }, metadata: { summary: 'new' } });
    made.now += 1000;
    made.publish(there, '1.0', { assets: { 'a.whl': 'x', 'c.whl': 'c' }, metadata: { homePage: 'old' } });
    copy(made, { versions: ['1.0'], allowOverwrite: true }, packages.pypi);
    expect(made.assets(there, '1.0')).toEqual(['a.whl', 'b.whl']);
    expect(made.describe(there, '1.0')).toEqual(made.describe(packages.pypi, '1.0'));
    expect(made.describe(there, '1.0')).not.toHaveProperty('homePage');
    expect(made.call('DescribeDomain', { domain: 'my-domain' }).domain!.assetSizeBytes).toBe(2);
  });

  test.each(allFormats)('CPY-33, CPY-37, VER-28: of %s all assets are copied, with the revision', (format) => {
    const made = new PackageWorld('other');
    const from = packages[format];
    const there = { ...from, repository: 'other' };
    made.publish(from, '1.0.0');
    if (format === 'pypi') made.publish(from, '1.0.0', { assets: { 'a.whl': 'a', 'b.whl': 'b' } });
    const { revision } = made.describe(from, '1.0.0');
    const { successfulVersions } = copy(made, { versions: ['1.0.0'] }, from);
    expect(successfulVersions).toEqual({ '1.0.0': { revision, status: 'Published' } });
    expect(made.describe(there, '1.0.0').revision).toBe(revision);
    expect(made.assets(there, '1.0.0')).toEqual(made.assets(from, '1.0.0'));
  });

  test('CPY-26, VER-21: other metadata is other content', () => {
    const made = worldOf(['1.0.0']);
    const assets = { 'package.tgz': '1.0.0' };
    made.publish(destination, '1.0.0', { assets, metadata: { summary: 'other' } });
    expect(copy(made, { versions: ['1.0.0'] }).failedVersions!['1.0.0']!.errorCode).toBe('ALREADY_EXISTS');
  });

  test('CPY-22, CPY-35, CPY-36: with includeFromUpstream stored versions of upstreams are found', () => {
    const made = new PackageWorld('other', 'up');
    const up = { ...of, repository: 'up' };
    made.upstreams('my-repo', 'up');
    made.connect('public:npmjs', 'up');
    made.publish(up, '1.0.0');
    made.offer('public:npmjs', of, '2.0.0');
    const error = made.refusal('CopyPackageVersions', { ...of, ...between, versions: ['1.0.0'] });
    expect(error.members.resourceType).toBe('package');
    const both = { versions: ['1.0.0', '2.0.0'], includeFromUpstream: true };
    expect(copy(made, both).failedVersions!['2.0.0']!.errorCode).toBe('NOT_FOUND');
    const { successfulVersions } = copy(made, { versions: ['1.0.0'], includeFromUpstream: true });
    expect(Object.keys(successfulVersions!)).toEqual(['1.0.0']);
    expect(made.describe(destination, '1.0.0').origin!.domainEntryPoint).toEqual({ repositoryName: 'up' });
    expect(made.refusal('DescribePackage', of).members.resourceType).toBe('package');
    made.publish(of, '3.0.0');
    const plain = copy(made, { versions: ['1.0.0'], includeFromUpstream: false });
    expect(plain.failedVersions!['1.0.0']!.errorCode).toBe('NOT_FOUND');
  });

  test.each(['Published', 'Unlisted', 'Archived', 'Disposed', 'Unfinished'] as const)(
    'CPY-22: the first record decides, and one upstream that is %s',
    (status) => {
      const made = new PackageWorld('other', 'near', 'far');
      const maven = packages.maven;
      made.upstreams('my-repo', 'near', 'far');
      made.make({ ...maven, repository: 'near' }, '1.0', status);
      made.publish({ ...maven, repository: 'far' }, '1.0', { assets: { 'far.jar': 'far' } });
      const { successfulVersions, failedVersions } = copy(
        made,
        { versions: ['1.0'], includeFromUpstream: true },
        maven,
      );
      if (status === 'Published' || status === 'Unlisted') {
        expect(successfulVersions!['1.0']!.status).toBe(status);
        expect(made.assets({ ...maven, repository: 'other' }, '1.0')).toEqual(['mypackage.tgz']);
      } else {
        expect(failedVersions!['1.0']!.errorCode).toBe('NOT_FOUND');
      }
    },
  );

  test('CPY-35: the source is not changed', () => {
    const made = worldOf(['1.0.0']);
    const id = [...made.state.domains.values()][0]!.repositoryIds.get('my-repo')!;
    const source = () => [...made.state.domains.values()][0]!.repositories.get(id);
    const before = source();
    copy(made, { versions: ['1.0.0'] });
    expect(source()).toBe(before);
  });

  test('CPY-44, CPY-45: neither a version upstream nor BLOCK/BLOCK stops a copy, and its bytes are served', () => {
    const made = new PackageWorld('other', 'up');
    const mydep = packages.maven;
    const there = { ...mydep, repository: 'other' };
    made.upstreams('other', 'up');
    made.connect('public:maven-central', 'up');
    made.offer('public:maven-central', mydep, '1.1');
    made.publish(mydep, '1.1', { assets: { 'mypackage.tgz': 'patched' } });
    expect(made.refusedPublish(there, '1.1').status).toBe(409);
    made.restrict(there, 'BLOCK/BLOCK');
    expect(copy(made, { versions: ['1.1'] }, mydep).failedVersions).toEqual({});
    expect(made.settings(there)).toBe('BLOCK/BLOCK');
    const [patched] = assetsOf({ 'mypackage.tgz': 'patched' });
    for (const settings of ['BLOCK/BLOCK', 'ALLOW/ALLOW'] as const) {
      made.restrict(there, settings);
      expect(made.install(there, '1.1').asset).toMatchObject({ hashes: patched!.hashes });
    }
  });

  test('CPY-51: the copy is independent of its source', () => {
    const made = worldOf(['1.0.0']);
    copy(made, { versions: ['1.0.0'] });
    const before = made.describe(destination, '1.0.0');
    made.setStatus(of, '1.0.0', 'Archived');
    made.call('DeletePackage', of);
    expect(made.describe(destination, '1.0.0')).toEqual(before);
    expect(made.install(destination, '1.0.0').asset.name).toBe('package.tgz');
  });

  test.each<[string, string, string, string, string]>([
    ['nuget', '1.0', '1.0.0', '1.0.0', '1.0'],
    ['nuget', '1.0', '1', '1.0.0', '1.0'],
    ['cargo', '1.0.7', '1.0.7+a', '1.0.7+b', '1.0.7'],
  ])('STA-56, DED-02: %s %s, named as %s and %s, is one version', (format, stored, ...asked) => {
    const made = new PackageWorld('other');
    const from = packages[format as 'nuget'];
    made.publish(from, stored);
    made.events();
    const { successfulVersions } = copy(made, { versions: asked }, from);
    expect(Object.keys(successfulVersions!)).toEqual([stored]);
    expect(made.events()).toHaveLength(1);
    for (const repository of ['my-repo', 'other']) made.call('DeletePackage', { ...from, repository });
    expect(made.call('DescribeDomain', { domain: 'my-domain' }).domain!.assetSizeBytes).toBe(0);
  });

  test('VER-18, CPY-19, CPY-21: a version that NuGet holds for the same is in the way, or replaced', () => {
    const made = new PackageWorld('other');
    const there = { ...packages.nuget, repository: 'other' };
    made.publish(packages.nuget, '1.0.0');
    made.publish(there, '1.0');
    const { failedVersions } = copy(made, { versions: ['1.0.0'] }, packages.nuget);
    expect(failedVersions!['1.0.0']!.errorCode).toBe('ALREADY_EXISTS');
    copy(made, { versions: ['1.0.0'], allowOverwrite: true }, packages.nuget);
    expect(made.statuses(there)).toEqual({ '1.0.0': 'Published' });
  });
});

test('CPY-08: domains of the same name with two owners are two', () => {
  const made = world(initialState({ access: 'off' })); // else it is IAM-42 that answers
  made.call('CreateDomain', { domain: 'my-domain' });
  for (const repository of ['my-repo', 'other']) made.call('CreateRepository', { domain: 'my-domain', repository });
  const input = { ...of, ...between, versions: ['1.0.0'], domainOwner: '999999999999' };
  expect(made.refusal('CopyPackageVersions', input).members.resourceType).toBe('domain');
});
