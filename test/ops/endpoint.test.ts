import { describe, expect, test } from 'vitest';
import { request } from '../../src/core';
import { initialState } from '../../src/model/initial-state';
import { contentOf, context, worldWith } from '../support';

const { state } = worldWith('my-repo');
const at = { domain: 'my-domain', repository: 'my-repo' };

describe('what package managers name', () => {
  test('ERR-77: an absent repository or domain is not found', () => {
    const asked = { ...at, format: 'npm', package: 'lodash' } as const;
    for (const [where, absent] of [
      [state, { repository: 'other' }],
      [initialState(), {}],
    ] as const) {
      const result = request(where, 'ListVersions', { ...asked, ...absent }, context);
      expect(result).toMatchObject({ ok: false, error: { name: 'ResourceNotFoundException', status: 404 } });
    }
  });

  test('PKG-12: a package whose format has namespaces has one', () => {
    const result = request(state, 'ListVersions', { ...at, format: 'maven', package: 'guava' }, context);
    expect(result).toMatchObject({ ok: false, error: { name: 'ValidationException' } });
  });

  test.each([
    ['CRG-03', 'cargo', 'Foo', '1.0.0', 'fOO', '1.0.0', (name: string, version: string) => `${name}-${version}.crate`],
    [
      'CRG-05',
      'cargo',
      'foo',
      '1.0.7+x',
      'foo',
      '1.0.7',
      (name: string, version: string) => `${name}-${version}.crate`,
    ],
    ['NUG-05', 'nuget', 'foo', '1.0', 'foo', '1.0.0', (name: string, version: string) => `${name}.${version}.nupkg`],
    ['PKG-20', 'pypi', 'foo-bar', '1.0', 'Foo.Bar', '1.0', () => 'foo_bar-1.0.tar.gz'],
  ] as const)('%s: %s %s %s is found as %s %s', (_rule, format, name, version, askedName, askedVersion, assetOf) => {
    const asset = { name: assetOf(name, version), ...contentOf(name) };
    const published = request(state, 'Publish', { ...at, format, package: name, version, assets: [asset] }, context);
    if (!published.ok) throw published.error;
    const asked = { ...at, format, package: askedName, version: askedVersion, asset: assetOf(askedName, askedVersion) };
    const read = request(published.state, 'ReadAsset', asked, context);
    expect(read).toMatchObject({ ok: true, output: { asset: { name: asset.name }, version: { version } } });
  });

  test.each([
    ['foo', '1.0.0'],
    ['FOO', '2.0.0'],
  ])('CRG-03: %s %s collides with Foo, and changes nothing', (name, version) => {
    const publication = (crate: string, vers: string) => {
      const assets = [{ name: `${crate}-${vers}.crate`, ...contentOf(crate) }];
      return { ...at, format: 'cargo', package: crate, version: vers, assets } as const;
    };
    const published = request(state, 'Publish', publication('Foo', '1.0.0'), context);
    const result = request(published.state, 'Publish', publication(name, version), context);
    expect(result).toMatchObject({ ok: false, error: { name: 'ConflictException', members: { resourceId: 'Foo' } } });
    expect(result.state).toBe(published.state);
    expect(request(published.state, 'Publish', publication('F-oo', '1.0.0'), context).ok).toBe(true);
    expect(request(published.state, 'Publish', publication('F_oo', '1.0.0'), context).ok).toBe(true);
  });

  test('CRG-03: names of other formats have their case', () => {
    const assets = [{ name: 'foo-1.0.0.gem', ...contentOf('foo') }];
    const gem = { ...at, format: 'ruby', package: 'foo', version: '1.0.0' } as const;
    const { state: published } = request(state, 'Publish', { ...gem, assets }, context);
    expect(request(published, 'ListVersions', gem, context).ok).toBe(true);
    expect(request(published, 'ListVersions', { ...gem, package: 'Foo' }, context).ok).toBe(false);
  });
});
