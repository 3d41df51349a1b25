import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { Endpoint } from '../support';
import { newtonsoft, nupkg, nuspecOf, type Packed, push, pushed } from './packages';

const packed: Packed = { id: 'Acme.Tool', version: '01.0.0.0+build' };
const tool = { package: 'acme.tool' };

/** What is answered to a body that is refused, with nothing changed by it. */
async function refused(asking: Parameters<Endpoint['ask']>[1], endpoint = new Endpoint('nuget')) {
  const authorization = `Bearer ${endpoint.token()}`;
  const before = endpoint.simulator.state;
  const response = await endpoint.ask('v3/package', { method: 'PUT', authorization, ...asking });
  expect(endpoint.simulator.state).toBe(before);
  return [response.status, ((await response.json()) as { message: string }).message] as const;
}

describe('push', () => {
  test.each(['v3/package', 'v3/package/'])('NUG-37: to %s is answered 201', async (path) => {
    const endpoint = new Endpoint('nuget');
    const response = await endpoint.ask(path, pushed(nupkg(packed)));
    expect([response.status, await response.text()]).toEqual([201, '']);
    expect(endpoint.versions(tool)).toEqual({ '1.0.0': 'Published' });
  });

  test('NUG-37: takes the first part, whatever its file name and the other parts are', async () => {
    const endpoint = new Endpoint('nuget');
    const form = new FormData();
    form.set('anything', new File([nupkg(packed) as Uint8Array<ArrayBuffer>], 'Other.9.9.9.nupkg'));
    form.set('more', 'text');
    expect((await endpoint.ask('v3/package/', { method: 'PUT', body: form })).status).toBe(201);
    expect(endpoint.versions(tool)).toEqual({ '1.0.0': 'Published' });
  });

  test('NUG-08, NUG-09, PKG-22, PKG-23, VER-09: the version has one asset, named by what is normalised', async () => {
    const endpoint = new Endpoint('nuget');
    await push(endpoint, packed);
    const at = { domain: 'my-domain', repository: 'team', format: 'nuget', package: 'acme.tool' } as const;
    const result = endpoint.simulator.execute('ListPackageVersionAssets', { ...at, packageVersion: '1.0.0' });
    expect(result.ok && result.output.assets!.map(({ name }) => name)).toEqual(['acme.tool.1.0.0.nupkg']);
    expect(endpoint.describe(tool, '1.0.0').displayName).toBe('Acme.Tool');
  });

  test('NUG-40: again with the same bytes is a success that changes nothing; with others a conflict', async () => {
    const endpoint = new Endpoint('nuget');
    await push(endpoint, packed);
    const authorization = `Bearer ${endpoint.token()}`;
    const before = endpoint.simulator.state;
    expect((await push(endpoint, packed, { authorization })).status).toBe(201);
    const other = await push(endpoint, { ...packed, version: '1.0' }, { authorization });
    expect([other.status, await other.json()]).toEqual([409, { message: expect.any(String) }]);
    expect(endpoint.simulator.state).toBe(before);
  });

  test('NUG-40, PUB-47: a version that is public is a conflict', async () => {
    const endpoint = new Endpoint('nuget');
    endpoint.learn(newtonsoft());
    expect((await push(endpoint, { id: 'newtonsoft.json', version: '13.0.3' })).status).toBe(409);
  });

  test.each(['1.x', 'latest', '1.0.0.0.0', '1.0-', 'v1.0'])('NUG-12: version %s is refused', async (version) => {
    expect(await refused(pushed(nupkg({ id: 'Acme.Tool', version })))).toEqual([400, expect.stringContaining(version)]);
  });

  test.each(['', ' ', '..', 'a/b', 'a b', '.a', 'a..b', `${'a'.repeat(101)}`, '__proto__/x'])(
    'NUG-39: id %j is refused',
    async (id) => {
      const body = zipSync({ 'it.nuspec': strToU8(nuspecOf({ id, version: '1.0.0' })) });
      expect((await refused(pushed(body)))[0]).toBe(400);
    },
  );

  test.each<[string, Uint8Array]>([
    ['no zip', strToU8('no zip')],
    ['nothing', new Uint8Array()],
    ['a zip without .nuspec', zipSync({ 'lib/it.dll': strToU8('code') })],
    ['a zip whose .nuspec is not at the root', zipSync({ 'a/it.nuspec': strToU8(nuspecOf(packed)) })],
    ['a zip with two', zipSync({ 'a.nuspec': strToU8(nuspecOf(packed)), 'b.NUSPEC': strToU8(nuspecOf(packed)) })],
    ['a .nuspec that is no XML', zipSync({ 'a.nuspec': strToU8('<package><metadata>') })],
    [
      'a .nuspec without id',
      zipSync({ 'a.nuspec': strToU8('<package><metadata><version>1</version></metadata></package>') }),
    ],
    [
      'a .nuspec without version',
      zipSync({ 'a.nuspec': strToU8('<package><metadata><id>a</id></metadata></package>') }),
    ],
    ['a .nuspec with a DOCTYPE', zipSync({ 'a.nuspec': strToU8(`<!DOCTYPE package>${nuspecOf(packed)}`) })],
    ['a cut package', nupkg(packed).slice(0, -30)],
  ])('NUG-39: %s is refused', async (_case, bytes) => {
    expect((await refused(pushed(bytes)))[0]).toBe(400);
  });

  test.each([
    ['no multipart', { headers: { 'content-type': 'application/octet-stream' }, body: nupkg(packed) }],
    ['no type', { body: nupkg(packed) }],
    ['no body', { headers: pushed(nupkg(packed)).headers }],
    ['a cut body', { ...pushed(nupkg(packed)), body: pushed(nupkg(packed)).body.slice(0, 400) }],
    ['no part', { headers: { 'content-type': 'multipart/form-data; boundary=b' }, body: '--b--\r\n' }],
  ])('NUG-39: %s is refused', async (_case, asking) => {
    expect((await refused({ ...asking, method: 'PUT' }))[0]).toBe(400);
  });

  test.each([
    ['by the file name', pushed(nupkg(packed), 'acme.tool.1.0.0.symbols.nupkg')],
    ['by its name as .snupkg', pushed(nupkg(packed), 'acme.tool.1.0.0.snupkg')],
    [
      'by its type',
      pushed(nupkg({ ...packed, more: '<packageTypes><packageType name="SymbolsPackage"/></packageTypes>' })),
    ],
  ])('NUG-38: a symbols package is refused, known %s', async (_case, asking) => {
    expect(await refused(asking)).toEqual([400, 'Symbols packages are not taken: push with --no-symbols.']);
  });

  test('NUG-38: a package of another type is taken', async () => {
    const more = '<packageTypes><packageType name="DotnetTool"/></packageTypes>';
    expect((await push(new Endpoint('nuget'), { ...packed, more })).status).toBe(201);
  });

  test('ORG-16: what the origin controls keep out is refused with 403', async () => {
    const endpoint = new Endpoint('nuget');
    await push(endpoint, packed);
    const at = { domain: 'my-domain', repository: 'team', format: 'nuget', package: 'acme.tool' } as const;
    const restrictions = { publish: 'BLOCK', upstream: 'ALLOW' } as const;
    endpoint.simulator.execute('PutPackageOriginConfiguration', { ...at, restrictions });
    const [status, message] = await refused(pushed(nupkg({ ...packed, version: '2.0' })), endpoint);
    expect([status, message]).toEqual([
      403,
      expect.stringContaining('This package is configured to block new versions'),
    ]);
  });
});
