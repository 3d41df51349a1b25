import { describe, expect, test } from 'vitest';
import { publicVersion } from '../../../clients/package-managers/npm-fixtures';
import { abbreviated, NpmEndpoint } from './support';

const tool = (version: string, more: object = {}) => ({ name: '@my-scope/tool', version, ...more });
const of = { namespace: 'my-scope', package: 'tool' };
const tags = '-/package/@my-scope%2ftool/dist-tags';

async function published(...versions: readonly string[]): Promise<NpmEndpoint> {
  const endpoint = new NpmEndpoint();
  for (const version of versions) await endpoint.publish(tool(version));
  return endpoint;
}

describe('dist-tags', () => {
  test('NPM-49 NPM-50 NPM-51 NPM-52: are read, set and removed', async () => {
    const endpoint = await published('1.0.0', '1.1.0');
    expect((await endpoint.put(`${tags}/beta`, '1.0.0')).status).toBe(200);
    const response = await endpoint.ask(tags);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual({ latest: '1.1.0', beta: '1.0.0' });
    expect(await endpoint.document('-/package/@my-scope/tool/dist-tags')).toEqual({ latest: '1.1.0', beta: '1.0.0' });
    expect((await endpoint.ask(`${tags}/beta`, { method: 'DELETE' })).status).toBe(200);
    expect(await endpoint.document(tags)).toEqual({ latest: '1.1.0' });
  });

  test('NPM-50 RES-24 RES-25: merged with upstream', async () => {
    const endpoint = new NpmEndpoint();
    endpoint.learn(await publicVersion({ name: 'web-helper', version: '1.0.1' }, { tags: ['alpha'] }));
    const at = { domain: 'my-domain', repository: 'team', format: 'npm', package: 'web-helper' } as const;
    const restrictions = { publish: 'ALLOW', upstream: 'ALLOW' } as const;
    endpoint.simulator.execute('PutPackageOriginConfiguration', { ...at, restrictions });
    await endpoint.publish({ name: 'web-helper', version: '1.0.0' });
    expect(await endpoint.document('-/package/web-helper/dist-tags')).toEqual({ latest: '1.0.0', alpha: '1.0.1' });
  });

  test.each([
    ['NPM-51', 'PUT', 'beta', '"9.9.9"', 404],
    ['NPM-51', 'PUT', 'beta', '5', 400],
    ['NPM-51', 'PUT', 'beta', '{"version":"1.0.0"}', 400],
    ['NPM-51', 'PUT', 'beta', '1.0.0', 400],
    ['NPM-51', 'PUT', 'beta', '1'.repeat(70_000), 413],
    ['NPM-52', 'DELETE', 'beta', undefined, 404],
    ['NPM-52', 'DELETE', 'latest', undefined, 400],
    ['AUT-69', 'POST', 'beta', '"1.0.0"', 405],
    ['AUT-69', 'GET', 'beta', undefined, 405],
  ] as const)('%s: %s of %s: %#', async (_id, method, tag, body, status) => {
    const endpoint = await published('1.0.0');
    const before = endpoint.simulator.state;
    expect((await endpoint.ask(`${tags}/${tag}`, { method, body })).status).toBe(status);
    expect(endpoint.simulator.state).toBe(before);
  });

  test('NPM-50 NPM-51 RES-32: of a package that is not there', async () => {
    const endpoint = new NpmEndpoint();
    expect((await endpoint.ask(tags)).status).toBe(404);
    expect((await endpoint.put(`${tags}/beta`, '1.0.0')).status).toBe(404);
  });

  test('NPM-51: names such as __proto__ are names', async () => {
    const endpoint = await published('1.0.0');
    for (const tag of ['__proto__', 'constructor', 'dist-tags']) {
      expect((await endpoint.put(`${tags}/${tag}`, '1.0.0')).status).toBe(200);
    }
    const text = await (await endpoint.ask(tags)).text();
    expect(text).toBe('{"latest":"1.0.0","__proto__":"1.0.0","constructor":"1.0.0","dist-tags":"1.0.0"}');
  });
});

describe('deprecation', () => {
  /** As npm does: the whole document goes back. */
  async function deprecate(endpoint: NpmEndpoint, texts: Readonly<Record<string, string>>): Promise<Response> {
    const document = await endpoint.document('@my-scope%2ftool?write=true');
    for (const [version, text] of Object.entries(texts)) document.versions[version].deprecated = text;
    return endpoint.put('@my-scope%2ftool', document);
  }

  test('NPM-59 NPM-60: shows in both documents, the status stays, and an empty text takes it away', async () => {
    const endpoint = await published('1.0.0', '1.1.0');
    const before = endpoint.describe(of, '1.0.0');
    expect((await deprecate(endpoint, { '1.0.0': 'old' })).status).toBe(200);
    for (const accept of [abbreviated, '*/*']) {
      const { versions } = await endpoint.document('@my-scope/tool', accept);
      expect([versions['1.0.0'].deprecated, 'deprecated' in versions['1.1.0']]).toEqual(['old', false]);
    }
    const after = endpoint.describe(of, '1.0.0');
    expect(after.status).toBe('Published');
    expect(after.revision).not.toBe(before.revision);
    await deprecate(endpoint, { '1.0.0': '' });
    expect(endpoint.describe(of, '1.0.0').revision).toBe(before.revision);
    expect('deprecated' in (await endpoint.document('@my-scope/tool')).versions['1.0.0']).toBe(false);
  });

  test('NPM-59 NPM-66: everything else in the body changes nothing', async () => {
    const endpoint = await published('1.0.0');
    const before = await endpoint.document('@my-scope/tool');
    const state = endpoint.simulator.state;
    const versions = { '1.0.0': { ...before.versions['1.0.0'], description: 'Changed' } };
    const changed = { ...before, _rev: '1', 'dist-tags': { latest: '5.0.0' }, users: { me: true }, versions };
    expect((await endpoint.put('@my-scope%2ftool', changed)).status).toBe(200);
    expect((await endpoint.put('@my-scope%2ftool', { users: { me: true } })).status).toBe(200);
    expect(endpoint.simulator.state).toBe(state);
    expect(await endpoint.document('@my-scope/tool')).toEqual(before);
  });

  test('NPM-61: of a version that only the upstream has', async () => {
    const endpoint = new NpmEndpoint();
    endpoint.learn(await publicVersion(tool('0.9.0'), { tags: [] }));
    const at = { domain: 'my-domain', repository: 'team', format: 'npm', ...of } as const;
    const restrictions = { publish: 'ALLOW', upstream: 'ALLOW' } as const;
    endpoint.simulator.execute('PutPackageOriginConfiguration', { ...at, restrictions });
    await endpoint.publish(tool('1.0.0'));
    expect((await deprecate(endpoint, { '0.9.0': 'old' })).status).toBe(404);
    expect((await deprecate(endpoint, { '0.9.0': 'old', '1.0.0': 'old' })).status).toBe(404);
    expect((await deprecate(endpoint, { '1.0.0': 'old' })).status).toBe(200);
    const { versions } = await endpoint.document('@my-scope/tool');
    expect(['deprecated' in versions['0.9.0'], versions['1.0.0'].deprecated]).toEqual([false, 'old']);
  });

  test('NPM-59: a text that is none', async () => {
    const endpoint = await published('1.0.0');
    for (const deprecated of [true, null, {}]) {
      const response = await endpoint.put('@my-scope%2ftool', { versions: { '1.0.0': { deprecated } } });
      expect(response.status).toBe(400);
    }
  });
});
