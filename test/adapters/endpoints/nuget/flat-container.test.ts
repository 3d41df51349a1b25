import { describe, expect, test } from 'vitest';
import { Endpoint } from '../support';
import { newtonsoft, nupkg, nuspecOf, push } from './packages';

const tool = { package: 'acme.tool' };

describe('the list of versions', () => {
  test('NUG-24: has normalised versions in lower case without metadata, ascending', async () => {
    const endpoint = new Endpoint('nuget');
    const versions = ['1.0.1', '1.0.1-zzz', '1.0.1-RC.10', '1.0.1-rc.2', '1.0.01-beta', '10.0', '2.0.0.0', '1.0.0.1+x'];
    for (const version of versions) expect((await push(endpoint, { id: 'Acme.Tool', version })).status).toBe(201);
    const response = await endpoint.ask('v3/flatcontainer/acme.tool/index.json');
    expect(await response.json()).toEqual({
      versions: ['1.0.0.1', '1.0.1-beta', '1.0.1-rc.2', '1.0.1-rc.10', '1.0.1-zzz', '1.0.1', '2.0.0', '10.0'],
    });
  });

  test('NUG-24, NUG-25: a package without listed version is not found', async () => {
    const endpoint = new Endpoint('nuget');
    await push(endpoint, { id: 'Acme.Tool', version: '1.0.0' });
    await push(endpoint, { id: 'Acme.Tool', version: '1.1.0' });
    endpoint.setStatus(tool, '1.0.0', 'Unlisted');
    const list = () => endpoint.ask('v3/flatcontainer/acme.tool/index.json');
    expect(await (await list()).json()).toEqual({ versions: ['1.1.0'] });
    endpoint.setStatus(tool, '1.1.0', 'Unlisted');
    expect((await list()).status).toBe(404);
    expect((await endpoint.ask('v3/flatcontainer/none/index.json')).status).toBe(404);
  });

  test('NUG-28: ids are matched without case', async () => {
    const endpoint = new Endpoint('nuget');
    endpoint.learn(newtonsoft());
    const [one, other] = await Promise.all(
      ['newtonsoft.json', 'Newtonsoft.JSON'].map(async (id) =>
        (await endpoint.ask(`v3/flatcontainer/${id}/index.json`)).text(),
      ),
    );
    expect(one).toBe('{"versions":["13.0.3"]}');
    expect(other).toBe(one);
  });
});

describe('the package', () => {
  test('NUG-26: is led to by a redirect, and retained', async () => {
    const endpoint = new Endpoint('nuget');
    endpoint.learn(newtonsoft());
    const path = 'v3/flatcontainer/newtonsoft.json/13.0.3/newtonsoft.json.13.0.3.nupkg';
    const response = await endpoint.ask(path, { follow: false });
    expect(response.status).toBe(307);
    const bytes = new Uint8Array(await (await endpoint.ask(path)).arrayBuffer());
    expect(bytes).toEqual(nupkg({ id: 'Newtonsoft.Json', version: '13.0.3' }));
    expect(endpoint.versions({ package: 'newtonsoft.json' })).toEqual({ '13.0.3': 'Published' });
  });

  test.each([
    ['acme.tool/1.0.0/acme.tool.1.0.0.nupkg', 200],
    ['Acme.Tool/1.0.0/Acme.Tool.1.0.0.nupkg', 200],
    ['acme.tool/1.0/acme.tool.1.0.nupkg', 200],
    ['acme.tool/1/acme.tool.1.nupkg', 200],
    ['acme.tool/1.00.0.0/acme.tool.1.00.0.0.nupkg', 200],
    ['acme.tool/2.0.0-beta/acme.tool.2.0.0-beta.nupkg', 200],
    ['acme.tool/1.0.1/acme.tool.1.0.1.nupkg', 404],
    ['acme.tool/1.0.0/acme.tool.1.0.1.nupkg', 404],
    ['acme.tool/1.0.0/other.nupkg', 404],
    ['acme.tool/1.0.0/acme.tool.1.0.0.snupkg', 404],
    ['acme.tool/%2e%2e/acme.tool...nupkg', 404],
    ['acme.tool/1.0.0/..%2facme.tool.nuspec', 404],
    ['none/1.0.0/none.1.0.0.nupkg', 404],
    ['acme.tool/1.0.0/acme.tool.nuspec', 200],
    ['acme.tool/1/ACME.TOOL.nuspec', 200],
    ['acme.tool/1.0.1/acme.tool.nuspec', 404],
    ['acme.tool/1.0.0/other.nuspec', 404],
  ])('NUG-05, NUG-26, NUG-27, NUG-28: at %s the answer is %i', async (path, status) => {
    const endpoint = new Endpoint('nuget');
    await push(endpoint, { id: 'Acme.Tool', version: '1.0' });
    await push(endpoint, { id: 'Acme.Tool', version: '2.0-Beta' });
    expect((await endpoint.ask(`v3/flatcontainer/${path}`)).status).toBe(status);
  });

  test('NUG-05: 1.0.0 finds 1.0, also when it is not listed, and conflicts with it', async () => {
    const endpoint = new Endpoint('nuget');
    await push(endpoint, { id: 'Acme.Tool', version: '1.0-Beta' });
    endpoint.setStatus(tool, '1.0-Beta', 'Unlisted');
    const path = 'v3/flatcontainer/acme.tool/1.0.0-beta/acme.tool.1.0.0-beta.nupkg';
    const bytes = new Uint8Array(await (await endpoint.ask(path)).arrayBuffer());
    expect(bytes).toEqual(nupkg({ id: 'Acme.Tool', version: '1.0-Beta' }));
    expect((await push(endpoint, { id: 'Acme.Tool', version: '1.0.0-beta' })).status).toBe(409);
  });
});

describe('the .nuspec', () => {
  test('NUG-27: is the one in the package, and nothing is retained for it', async () => {
    const endpoint = new Endpoint('nuget');
    endpoint.learn(newtonsoft());
    const authorization = `Bearer ${endpoint.token()}`;
    const before = endpoint.simulator.state;
    const path = 'v3/flatcontainer/newtonsoft.json/13.0.3/newtonsoft.json.nuspec';
    const response = await endpoint.ask(path, { authorization });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/xml');
    expect(await response.text()).toBe(nuspecOf({ id: 'Newtonsoft.Json', version: '13.0.3' }));
    expect(endpoint.simulator.state).toBe(before); // RET-14
  });

  test('NUG-27: of content that is no package there is none', async () => {
    const endpoint = new Endpoint('nuget');
    endpoint.learn(newtonsoft({ assets: [{ name: 'newtonsoft.json.13.0.3.nupkg', text: 'no zip' }] }));
    expect((await endpoint.ask('v3/flatcontainer/newtonsoft.json/13.0.3/newtonsoft.json.nuspec')).status).toBe(404);
  });
});

describe('status', () => {
  const paths = {
    list: 'v3/flatcontainer/acme.tool/index.json',
    registration: 'v3/registration4/acme.tool/index.json',
    leaf: 'v3/registration4/acme.tool/1.0.0.json',
    nupkg: 'v3/flatcontainer/acme.tool/1.0.0/acme.tool.1.0.0.nupkg',
    nuspec: 'v3/flatcontainer/acme.tool/1.0.0/acme.tool.nuspec',
  };

  const answers = async (endpoint: Endpoint) => {
    const found = await Promise.all(
      Object.entries(paths).map(async ([name, path]) => [name, (await endpoint.ask(path)).status]),
    );
    const query = (await (await endpoint.ask('v3/query')).json()) as { totalHits: number };
    const complete = (await (await endpoint.ask('v3/autocomplete')).json()) as { totalHits: number };
    return { ...Object.fromEntries(found), hits: query.totalHits + complete.totalHits };
  };

  test('NUG-52: an Unlisted version is nowhere listed, and can be had', async () => {
    const endpoint = new Endpoint('nuget');
    await push(endpoint, { id: 'Acme.Tool', version: '1.0.0' });
    expect(await answers(endpoint)).toEqual({
      list: 200,
      registration: 200,
      leaf: 200,
      nupkg: 200,
      nuspec: 200,
      hits: 2,
    });
    endpoint.setStatus(tool, '1.0.0', 'Unlisted');
    expect(await answers(endpoint)).toEqual({
      list: 404,
      registration: 404,
      leaf: 404,
      nupkg: 200,
      nuspec: 200,
      hits: 0,
    });
  });

  test.each(['Archived', 'Disposed'] as const)('NUG-53: a version that is %s cannot be had', async (status) => {
    const endpoint = new Endpoint('nuget');
    await push(endpoint, { id: 'Acme.Tool', version: '1.0.0' });
    if (status === 'Archived') endpoint.setStatus(tool, '1.0.0', status);
    else {
      const at = { domain: 'my-domain', repository: 'team', format: 'nuget', package: 'acme.tool' } as const;
      const disposed = endpoint.simulator.execute('DisposePackageVersions', { ...at, versions: ['1.0.0'] });
      expect(disposed.ok && disposed.output.successfulVersions?.['1.0.0']).toBeTruthy();
    }
    expect(await answers(endpoint)).toEqual({
      list: 404,
      registration: 404,
      leaf: 404,
      nupkg: 404,
      nuspec: 404,
      hits: 0,
    });
  });
});
