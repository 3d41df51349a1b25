import { describe, expect, test } from 'vitest';
import { PackageWorld, packages, upload } from './packages-support';

const of = packages.npm;
const both = ['ALLOW', 'BLOCK'] as const;
const combinations = both.flatMap((publish) => both.map((upstream) => ({ publish, upstream })));

/** A world in which `my-repo` reaches npmjs by a connection of its own. */
function connected(): PackageWorld {
  const made = new PackageWorld();
  made.connect('public:npmjs');
  return made;
}

describe('the operation', () => {
  test.each(combinations)('ORG-01, ORG-08, ORG-10: %j is put, answered and shown, again and again', (restrictions) => {
    const made = new PackageWorld();
    made.restrict(of, 'ALLOW/BLOCK');
    const answer = { originConfiguration: { restrictions } };
    expect(made.call('PutPackageOriginConfiguration', { ...of, restrictions })).toEqual(answer);
    const { state } = made;
    expect(made.call('PutPackageOriginConfiguration', { ...of, restrictions })).toEqual(answer);
    expect(made.state).toBe(state);
    expect(made.call('DescribePackage', of).package!.originConfiguration).toEqual({ restrictions });
  });

  test.each([
    { publish: 'ALLOW' },
    { upstream: 'ALLOW' },
    {},
    { publish: 'ALLOW', upstream: 'DENY' },
    { publish: 'allow', upstream: 'ALLOW' },
  ])('ORG-01, ORG-07: %j is refused', (restrictions) => {
    const input = { ...of, restrictions: restrictions as never };
    expect(new PackageWorld().refusal('PutPackageOriginConfiguration', input).name).toBe('ValidationException');
  });

  test('ORG-09, PKG-31, PKG-32: a package that is not there gets a record without versions', () => {
    const made = new PackageWorld();
    made.restrict(packages.maven, 'ALLOW/BLOCK');
    expect(made.settings(packages.maven)).toBe('ALLOW/BLOCK');
    expect(made.statuses(packages.maven)).toEqual({});
  });

  test.each([
    [{ domain: 'none' }, 'domain'],
    [{ repository: 'none' }, 'repository'],
  ])('ORG-11: %j is not there', (changes, resourceType) => {
    const input = { ...of, ...changes, restrictions: { publish: 'ALLOW', upstream: 'ALLOW' } as const };
    expect(new PackageWorld().refusal('PutPackageOriginConfiguration', input)).toMatchObject({
      name: 'ResourceNotFoundException',
      members: { resourceType, resourceId: 'none' },
    });
  });

  test('ORG-12, EVT-42: versions stay as they are, and there is no event', () => {
    const made = new PackageWorld();
    made.publish(of, '1.0.0', { tags: ['latest'] });
    const before = made.describe(of, '1.0.0');
    made.events();
    made.restrict(of, 'BLOCK/BLOCK');
    expect(made.describe(of, '1.0.0')).toEqual(before);
    expect(made.events()).toEqual([]);
  });

  test('ORG-13, ORG-36: settings are kept by the first version, and by the next first one', () => {
    const made = connected();
    made.offer('public:npmjs', of, '2.0.0');
    made.restrict(of, 'ALLOW/ALLOW');
    made.publish(of, '1.0.0');
    expect(made.settings(of)).toBe('ALLOW/ALLOW');
    made.call('DeletePackageVersions', { ...of, versions: ['1.0.0'] });
    made.install(of, '2.0.0');
    expect(made.settings(of)).toBe('ALLOW/ALLOW');
  });

  test('PKG-24, PKG-27: the names of NuGet and Swift are normalised', () => {
    const made = new PackageWorld();
    made.restrict({ ...packages.nuget, package: 'Newtonsoft.JSON' }, 'BLOCK/BLOCK');
    expect(made.settings(packages.nuget)).toBe('BLOCK/BLOCK');
    made.restrict({ ...packages.swift, namespace: 'MyScope', package: 'MyPackage' }, 'BLOCK/BLOCK');
    expect(made.settings(packages.swift)).toBe('BLOCK/BLOCK');
  });
});

describe('what the settings do', () => {
  test.each(combinations)('ORG-02, ORG-03, ORG-04, ORG-05, ORG-45: %j', ({ publish, upstream }) => {
    const made = connected();
    made.offer('public:npmjs', of, '2.0.0');
    made.restrict(of, `${publish}/${upstream}`);
    if (publish === 'ALLOW') expect(made.publish(of, '1.0.0')[0]!.version).toBe('1.0.0');
    else expect(made.refusedPublish(of, '1.0.0').name).toBe('AccessDeniedException');
    const own = publish === 'ALLOW' ? ['1.0.0'] : [];
    expect(made.listed(of)).toEqual(upstream === 'ALLOW' ? [...own, '2.0.0'] : own);
    if (upstream === 'ALLOW') made.install(of, '2.0.0');
    else expect(made.refusedInstall(of, '2.0.0')).toMatchObject({ name: 'ResourceNotFoundException', status: 404 });
    const stored = upstream === 'ALLOW' ? [...own, '2.0.0'] : own;
    expect(Object.keys(made.statuses(of))).toEqual(stored);
  });

  test.each(['up', 'my-repo'])('ORG-04, ORG-05, ORG-24: upstream BLOCK in %s, and retention', (blocked) => {
    const made = new PackageWorld('up');
    made.upstreams('my-repo', 'up');
    const up = { ...of, repository: 'up' };
    made.publish(up, '1.0.0');
    made.restrict({ ...of, repository: blocked }, 'ALLOW/BLOCK');
    if (blocked === 'up') {
      made.install(of, '1.0.0');
      expect([made.settings(of), made.settings(up)]).toEqual(['BLOCK/ALLOW', 'ALLOW/BLOCK']);
    } else {
      expect(made.refusedInstall(of, '1.0.0').status).toBe(404);
      expect([made.statuses(of), made.listed(of)]).toEqual([{}, []]);
    }
  });

  test('ORG-03, ORG-15, ORG-16: a refused publication is 403, with the known text', () => {
    const made = new PackageWorld();
    made.restrict(packages.generic, 'BLOCK/ALLOW');
    const expected = {
      name: 'AccessDeniedException',
      status: 403,
      message: expect.stringContaining('This package is configured to block new versions'),
    };
    expect(made.refusedPublish(packages.generic, '1.0.0')).toMatchObject(expected);
    const error = made.refusal('PublishPackageVersion', upload(packages.generic, '1.0.0', 'a', 'a'));
    expect(error).toMatchObject(expected);
  });

  test('ORG-17: publish BLOCK also refuses a new asset, and an identical publication', () => {
    const made = new PackageWorld();
    made.publish(packages.pypi, '1.0', { assets: { 'a.whl': 'a' } });
    made.restrict(packages.pypi, 'BLOCK/ALLOW');
    expect(made.refusedPublish(packages.pypi, '1.0', { assets: { 'b.whl': 'b' } }).status).toBe(403);
    expect(made.refusedPublish(packages.pypi, '1.0', { assets: { 'a.whl': 'a' } }).status).toBe(403);
  });

  test.each(combinations)('ORG-14: with %j stored versions are listed and served', ({ publish, upstream }) => {
    const made = connected();
    made.offer('public:npmjs', of, '1.0.0');
    made.install(of, '1.0.0');
    made.restrict(of, 'ALLOW/ALLOW');
    made.publish(of, '2.0.0');
    made.restrict(of, `${publish}/${upstream}`);
    expect(made.listed(of)).toEqual(['1.0.0', '2.0.0']);
    for (const version of ['1.0.0', '2.0.0']) expect(made.install(of, version).version.version).toBe(version);
  });

  test('ORG-20: upstream BLOCK in repo-A, B and C stops new assets of stored versions', () => {
    const aapt2 = { ...packages.maven, namespace: 'com.android.tools.build', package: 'aapt2' };
    const made = new PackageWorld('repo-B', 'repo-C');
    made.upstreams('my-repo', 'repo-B');
    made.upstreams('repo-B', 'repo-C');
    made.connect('public:maven-googleandroid', 'repo-C');
    const offer = (...assets: string[]) => made.offer('public:maven-googleandroid', aapt2, '7.3.1', { assets });
    offer('aapt2-7.3.1.pom', 'aapt2-7.3.1.jar');
    made.install(aapt2, '7.3.1', 'aapt2-7.3.1.jar');
    offer('aapt2-7.3.1.pom', 'aapt2-7.3.1.jar', 'aapt2-7.3.1-linux.jar', 'aapt2-7.3.1-osx.jar');
    expect(made.install(aapt2, '7.3.1', 'aapt2-7.3.1-linux.jar').asset.name).toBe('aapt2-7.3.1-linux.jar');
    for (const repository of ['my-repo', 'repo-B', 'repo-C']) {
      made.restrict({ ...aapt2, repository }, 'BLOCK/BLOCK');
    }
    expect(made.refusedInstall(aapt2, '7.3.1', 'aapt2-7.3.1-osx.jar').status).toBe(404);
    expect(made.install(aapt2, '7.3.1', 'aapt2-7.3.1.jar').asset.name).toBe('aapt2-7.3.1.jar');
  });

  test('ORG-22: upstream of a generic package is set and read, and has no effect', () => {
    const made = new PackageWorld('up');
    made.upstreams('my-repo', 'up');
    made.publish({ ...packages.generic, repository: 'up' }, '1.0.0');
    for (const settings of ['ALLOW/ALLOW', 'ALLOW/BLOCK'] as const) {
      made.restrict(packages.generic, settings);
      expect(made.settings(packages.generic)).toBe(settings);
      expect(made.refusedInstall(packages.generic, '1.0.0').status).toBe(404);
      expect(made.publish(packages.generic, settings.replace('/', '-'))).toHaveLength(1);
    }
  });

  test('ORG-25: a record from before origin controls is ALLOW/ALLOW, by a fixture', () => {
    const made = new PackageWorld();
    const restrictions = { publish: 'ALLOW', upstream: 'ALLOW' } as const;
    made.learn({ type: 'stored version', ...of, version: '1.0.0', assets: [], restrictions });
    expect(made.settings(of)).toBe('ALLOW/ALLOW');
  });
});

describe('table 9: the settings of a new record, with all group modes ALLOW', () => {
  const up = { ...of, repository: 'up' };
  const copy = { ...of, sourceRepository: 'up', destinationRepository: 'my-repo', versions: ['1.0.0'] };

  function worldOf(): PackageWorld {
    const made = new PackageWorld('up');
    made.connect('public:npmjs', 'up');
    made.offer('public:npmjs', of, '1.0.0');
    return made;
  }

  test.each<[string, string, string, (made: PackageWorld) => void]>([
    ['ORG-27', 'published', 'ALLOW/BLOCK', (made) => made.publish(of, '1.0.0')],
    [
      'ORG-28',
      'ingested',
      'BLOCK/ALLOW',
      (made) => {
        made.call('DisassociateExternalConnection', { ...up, externalConnection: 'public:npmjs' });
        made.connect('public:npmjs');
        made.install(of, '1.0.0');
      },
    ],
    [
      'ORG-31',
      'retained, published in U',
      'BLOCK/ALLOW',
      (made) => {
        made.publish(up, '2.0.0');
        made.upstreams('my-repo', 'up');
        made.install(of, '2.0.0');
      },
    ],
    [
      'ORG-32',
      'retained, ingested in U',
      'BLOCK/ALLOW',
      (made) => {
        made.upstreams('my-repo', 'up');
        made.install(of, '1.0.0');
        expect(made.settings(up)).toBe('BLOCK/ALLOW');
      },
    ],
    [
      'ORG-33',
      'copied INTERNAL',
      'ALLOW/BLOCK',
      (made) => {
        made.publish(up, '3.0.0');
        made.call('CopyPackageVersions', { ...copy, versions: ['3.0.0'] });
      },
    ],
    [
      'ORG-33',
      'copied EXTERNAL',
      'BLOCK/ALLOW',
      (made) => {
        made.install(up, '1.0.0');
        made.call('CopyPackageVersions', copy);
      },
    ],
    [
      'ORG-33',
      'copied UNKNOWN',
      'BLOCK/ALLOW',
      (made) => {
        made.learn({ type: 'stored version', ...up, version: '1.0.0', assets: [], origin: { originType: 'UNKNOWN' } });
        made.call('CopyPackageVersions', copy);
      },
    ],
  ])('%s: %s: %s', (_, __, expected, bring) => {
    const made = worldOf();
    bring(made);
    expect(made.settings(of)).toBe(expected);
  });

  test('ORG-35: later versions of another origin do not rewrite the settings', () => {
    const made = worldOf();
    made.publish({ ...of, repository: 'up' }, '2.0.0');
    made.restrict(up, 'ALLOW/ALLOW');
    made.install(up, '1.0.0');
    expect(made.settings(up)).toBe('ALLOW/ALLOW');
  });
});

describe('section 11: dependency substitution', () => {
  test('ORG-27, ORG-05, ORG-45: 11-1, 11-2, 11-3: what was published first takes nothing from outside', () => {
    const made = connected();
    for (const version of ['1.1.0', '2.1.0']) made.publish(of, version);
    expect(made.settings(of)).toBe('ALLOW/BLOCK');
    for (const version of ['3.0.0', '99.0.0']) made.offer('public:npmjs', of, version);
    expect(made.listed(of)).toEqual(['1.1.0', '2.1.0']);
    expect(made.request('ListVersions', of).tags).toEqual({});
    expect(made.refusedInstall(of, '3.0.0').status).toBe(404);
    expect(Object.keys(made.statuses(of))).toEqual(['1.1.0', '2.1.0']);
  });

  test('ORG-28, ORG-03, ORG-14: 11-4, 11-5, 11-6: what was ingested first is published once settings allow it', () => {
    const made = connected();
    made.offer('public:npmjs', of, '3.0.0');
    made.install(of, '3.0.0');
    expect(made.refusedPublish(of, '1.2.0').status).toBe(403);
    made.restrict(of, 'ALLOW/BLOCK');
    made.publish(of, '1.2.0');
    made.offer('public:npmjs', of, '4.0.0');
    expect(made.listed(of)).toEqual(['1.2.0', '3.0.0']);
    expect(made.install(of, '3.0.0').asset.name).toBe('package.tgz');
    made.restrict(of, 'BLOCK/ALLOW');
    expect(made.listed(of)).toEqual(['1.2.0', '3.0.0', '4.0.0']);
    for (const version of ['1.2.0', '3.0.0']) made.install(of, version);
    expect(made.refusedPublish(of, '1.3.0').status).toBe(403);
  });

  test('ORG-27, ORG-04: 11-7, 11-8: a public version needs upstream ALLOW', () => {
    const made = connected();
    made.offer('public:npmjs', of, '2.3.0');
    made.publish(of, '2.3.4-rc.0');
    expect(made.refusedInstall(of, '2.3.0').status).toBe(404);
    made.restrict(of, 'ALLOW/ALLOW');
    expect(made.install(of, '2.3.0').version.version).toBe('2.3.0');
  });

  test('ORG-09, ORG-13, ORG-45: 11-9, 11-10: settings put beforehand keep an attacker out', () => {
    const made = connected();
    const lib = { ...of, package: 'internal-lib' };
    made.restrict(lib, 'ALLOW/BLOCK');
    made.offer('public:npmjs', lib, '9.0.0');
    expect(made.refusedRequest('ListVersions', lib).status).toBe(404);
    expect(made.refusedInstall(lib, '9.0.0').status).toBe(404);
    made.publish(lib, '1.0.0');
    expect([made.settings(lib), made.listed(lib)]).toEqual(['ALLOW/BLOCK', ['1.0.0']]);
  });
});
