import { describe, expect, test } from 'vitest';
import { npm } from '../../../../src/adapters/endpoints/npm/npm';
import { formats } from '../../../../src/formats';
import { NpmEndpoint } from './support';

const tool = { name: 'tool', version: '1.0.0' };

async function published(): Promise<NpmEndpoint> {
  const endpoint = new NpmEndpoint();
  await endpoint.publish(tool);
  return endpoint;
}

describe('ping', () => {
  test('NPM-29: of a repository that can be read', async () => {
    for (const path of ['-/ping', '-/ping?write=true']) {
      const response = await new NpmEndpoint().ask(path);
      expect([response.status, await response.json()]).toEqual([200, {}]);
    }
    expect((await new NpmEndpoint().ask('-/ping', { method: 'HEAD' })).status).toBe(200);
  });

  test('NPM-29 IAM-61 TOK-28 ERR-77: who may not read it, who is nobody, and what is not there', async () => {
    const endpoint = new NpmEndpoint();
    expect((await endpoint.ask('-/ping', { authorization: null })).status).toBe(401);
    expect((await endpoint.ask('-/ping', { repository: 'other' })).status).toBe(404);
    const statement = { Effect: 'Deny', Principal: '*', Action: 'codeartifact:ReadFromRepository', Resource: '*' };
    const policyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    const at = { domain: 'my-domain', repository: 'team' };
    endpoint.simulator.execute('PutRepositoryPermissionsPolicy', { ...at, policyDocument });
    const response = await endpoint.ask('-/ping');
    expect(response.status).toBe(403);
    expect(await response.json()).toEqual({ error: expect.any(String) });
  });
});

test.each([
  ['NPM-62', 'DELETE', 'tool/-rev/undefined'],
  ['NPM-62', 'DELETE', '@my-scope%2ftool/-rev/1'],
  ['NPM-63', 'PUT', 'tool/-rev/undefined'],
  ['NPM-63', 'DELETE', 'tool/-/tool-1.0.0.tgz/-rev/undefined'],
  ['NPM-63', 'DELETE', '@my-scope/tool/-/tool-1.0.0.tgz/-rev/1'],
  ['AUT-69', 'DELETE', 'tool'],
  ['AUT-69', 'POST', 'tool'],
  ['AUT-69', 'PUT', 'tool/1.0.0'],
  ['AUT-69', 'DELETE', 'tool/-/tool-1.0.0.tgz'],
  ['AUT-69', 'POST', '-/ping'],
  ['AUT-69', 'DELETE', '-/package/tool/dist-tags'],
])('%s AUT-68: %s %s: 405, and nothing is removed', async (_id, method, path) => {
  const endpoint = await published();
  const before = endpoint.simulator.state;
  const response = await endpoint.ask(path, { method, body: method === 'DELETE' ? undefined : '{}' });
  expect(response.status).toBe(405);
  expect(await response.json()).toEqual({ error: 'Method Not Allowed' });
  expect(endpoint.simulator.state).toBe(before);
});

const unsupported = [
  ['GET', '-/whoami'],
  ['GET', '-/v1/search?text=tool'],
  ['POST', '-/v1/login'],
  ['PUT', '-/user/org.couchdb.user:me'],
  ['DELETE', '-/user/token/x'],
  ['GET', '-/npm/v1/user'],
  ['GET', '-/npm/v1/tokens'],
  ['POST', '-/npm/v1/hooks'],
  ['POST', '-/npm/v1/security/audits/quick'],
  ['POST', '-/package/tool/access'],
  ['GET', '-/package/tool/collaborators'],
  ['GET', '-/package/tool/visibility'],
  ['GET', '-/org/my-org/package'],
  ['PUT', '-/team/my-org/my-team/user'],
  ['GET', '-/all'],
  ['GET', '-/ping/more'],
  ['GET', '-/package/tool'],
] as const;

test.each(unsupported)('NPM-14 NPM-64: %s %s: 404', async (method, path) => {
  const response = await (await published()).ask(path, { method, body: method === 'GET' ? undefined : '{}' });
  expect(response.status).toBe(404);
  expect(await response.json()).toEqual({ error: expect.stringContaining('/-/') });
});

test('NPM-65: the audit endpoint is not there', async () => {
  const endpoint = await published();
  const path = '-/npm/v1/security/advisories/bulk';
  expect((await endpoint.ask(path, { method: 'POST', body: new Uint8Array([31, 139, 8, 0]) })).status).toBe(404);
});

test('NPM-64 IAM-43: without a token all of that is 401', async () => {
  const endpoint = new NpmEndpoint();
  for (const [method, path] of unsupported) {
    expect((await endpoint.ask(path, { method, authorization: null })).status).toBe(401);
  }
});

test('AUT-69: what else is no path of the protocol', async () => {
  const endpoint = await published();
  for (const path of ['', 'tool/', 'tool//', 'a/b/c/d', 'tool/1.0.0/x', '@/tool', '%E0%A4%A', '-/']) {
    expect([path, (await endpoint.ask(path)).status]).toEqual([path, 404]);
  }
});

test('NPM-06: the asset of the endpoint is that of the format', () => {
  expect(formats[npm.format].assetName?.({ format: 'npm', package: 'tool' }, '1.0.0')).toBe('package.tgz');
});
