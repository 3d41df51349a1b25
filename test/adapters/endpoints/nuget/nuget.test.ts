import { describe, expect, test } from 'vitest';
import { Endpoint } from '../support';
import { newtonsoft, push, pushed } from './packages';

const resourcesOf = async (endpoint: Endpoint, path = 'v3/index.json') => {
  const response = await endpoint.ask(path);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toMatch(/^application\/json/);
  return (await response.json()) as { version: string; resources: { '@id': string; '@type': string }[] };
};

describe('the service index', () => {
  test('NUG-20, NUG-21, NUG-22: names the resources by their whole addresses', async () => {
    const endpoint = new Endpoint('nuget');
    const { version, resources } = await resourcesOf(endpoint);
    expect(version).toBe('3.0.0');
    const base = endpoint.base();
    expect(resources.map((each) => [each['@type'], each['@id']])).toEqual([
      ['PackageBaseAddress/3.0.0', `${base}v3/flatcontainer/`],
      ['RegistrationsBaseUrl', `${base}v3/registration4/`],
      ['RegistrationsBaseUrl/3.0.0-beta', `${base}v3/registration4/`],
      ['RegistrationsBaseUrl/3.0.0-rc', `${base}v3/registration4/`],
      ['RegistrationsBaseUrl/3.4.0', `${base}v3/registration4/`],
      ['RegistrationsBaseUrl/3.6.0', `${base}v3/registration4/`],
      ['SearchQueryService', `${base}v3/query`],
      ['SearchQueryService/3.0.0-beta', `${base}v3/query`],
      ['SearchQueryService/3.0.0-rc', `${base}v3/query`],
      ['SearchAutocompleteService', `${base}v3/autocomplete`],
      ['SearchAutocompleteService/3.0.0-beta', `${base}v3/autocomplete`],
      ['SearchAutocompleteService/3.0.0-rc', `${base}v3/autocomplete`],
      ['PackagePublish/2.0.0', `${base}v3/package`],
    ]);
  });

  test('NUG-21: the registration of a package is below registration4', async () => {
    const endpoint = new Endpoint('nuget');
    endpoint.learn(newtonsoft());
    expect((await endpoint.ask('v3/registration4/newtonsoft.json/index.json')).status).toBe(200);
  });

  test.each(['SymbolPackagePublish', 'Catalog', 'RepositorySignatures', 'VulnerabilityInfo', 'ReportAbuse'])(
    'NUG-23: has no %s',
    async (type) => {
      const { resources } = await resourcesOf(new Endpoint('nuget'));
      expect(resources.filter((each) => each['@type'].startsWith(type))).toEqual([]);
    },
  );

  test('ERR-77: of a repository that is not there is not found', async () => {
    expect((await new Endpoint('nuget').ask('v3/index.json', { repository: 'nowhere' })).status).toBe(404);
  });
});

describe('what is not served', () => {
  test.each([
    ['NUG-14', 'GET', '$metadata'],
    ['NUG-14', 'GET', 'Packages()'],
    ['NUG-14', 'GET', "FindPackagesById()?id='newtonsoft.json'"],
    ['NUG-14', 'GET', "api/v2/Packages(Id='newtonsoft.json',Version='13.0.3')"],
    ['NUG-14', 'PUT', 'api/v2/package/'],
    ['NUG-15', 'GET', "Search()?$filter=IsLatestVersion&searchTerm=''&targetFramework=''&includePrerelease=false"],
    ['NUG-16', 'GET', "api/v2/FindPackagesById()?id='PowerShellGet'"],
    ['NUG-16', 'GET', 'items/psscript'],
    ['NUG-17', 'GET', ''],
    ['NUG-17', 'GET', 'v3'],
    ['NUG-17', 'GET', 'index.json'],
  ])('%s: %s %s is not found', async (_rule, method, path) => {
    const endpoint = new Endpoint('nuget');
    endpoint.learn(newtonsoft());
    const response = await endpoint.ask(path, { method });
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ message: expect.any(String) });
  });

  test.each([
    ['DELETE', 'v3/package/Acme.Tool/1.0.0'],
    ['POST', 'v3/package/Acme.Tool/1.0.0'],
    ['POST', 'v3/package'],
    ['GET', 'v3/package/'],
    ['PUT', 'v3/index.json'],
  ])('NUG-44: %s %s is not allowed, and changes nothing', async (method, path) => {
    const endpoint = new Endpoint('nuget');
    await push(endpoint, { id: 'Acme.Tool', version: '1.0.0' });
    const authorization = `Bearer ${endpoint.token()}`;
    const before = endpoint.simulator.state;
    const response = await endpoint.ask(path, { method, authorization });
    expect(response.status).toBe(405);
    expect(await response.json()).toEqual({ message: 'Method Not Allowed' });
    expect(endpoint.simulator.state).toBe(before);
  });
});

describe('credentials', () => {
  test('NUG-19: a request without is told that Basic is one way to give them', async () => {
    const endpoint = new Endpoint('nuget');
    const first = await endpoint.ask('v3/index.json', { authorization: null });
    expect(first.status).toBe(401);
    expect(first.headers.get('www-authenticate')).toMatch(/Basic realm="my-domain\/team"/);
    const authorization = `Basic ${btoa(`aws:${endpoint.token()}`)}`;
    expect((await endpoint.ask('v3/index.json', { authorization })).status).toBe(200);
  });

  test('NUG-18, AUT-25: an API key is none, and has no effect beside Basic', async () => {
    const endpoint = new Endpoint('nuget');
    const packed = { id: 'Acme.Tool', version: '1.0.0' };
    const headers = { ...pushed(new Uint8Array()).headers, 'x-nuget-apikey': endpoint.token() };
    expect((await push(endpoint, packed, { headers, authorization: null })).status).toBe(401);
    const authorization = `Basic ${btoa(`aws:${endpoint.token()}`)}`;
    const wrongKey = { ...headers, 'x-nuget-apikey': 'wrong' };
    expect((await push(endpoint, packed, { headers: wrongKey, authorization })).status).toBe(201);
  });
});
