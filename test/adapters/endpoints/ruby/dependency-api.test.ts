import { load } from '@hyrious/marshal';
import { describe, expect, test } from 'vitest';
import { createSimulator, switchableClock } from '../../../../src';
import { RubyEndpoint } from './support';

/** As Ruby reads it: hashes with symbols as keys, and texts in UTF-8. */
async function entries(endpoint: RubyEndpoint, gems: string): Promise<unknown> {
  const response = await endpoint.ask(`api/v1/dependencies?gems=${gems}`);
  expect(response.status).toBe(200);
  return load(new Uint8Array(await response.arrayBuffer()), { hashSymbolKeysToString: true });
}

describe('the dependency API', () => {
  test('RBY-26, RBY-30: an entry for each version and platform of the gems named', async () => {
    const endpoint = new RubyEndpoint();
    await endpoint.pushed(
      { name: 'nokogiri', version: '1.16.0', dependencies: { racc: '~> 1.4', json: '>= 2, < 4' } },
      { name: 'nokogiri', version: '1.16.0', platform: 'java' },
      { name: 'rack', version: '3.0' },
      { name: 'other', version: '1.0' },
    );
    expect(await entries(endpoint, 'rack,nokogiri')).toEqual([
      { name: 'rack', number: '3.0', platform: 'ruby', dependencies: [] },
      {
        name: 'nokogiri',
        number: '1.16.0',
        platform: 'ruby',
        dependencies: [
          ['racc', '~> 1.4'],
          ['json', '>= 2, < 4'],
        ],
      },
      { name: 'nokogiri', number: '1.16.0', platform: 'java', dependencies: [] },
    ]);
  });

  test('RBY-26: the bytes are those that Ruby 3.1 dumps', async () => {
    const endpoint = new RubyEndpoint();
    await endpoint.pushed({ name: 'rack', version: '3.0' });
    const response = await endpoint.ask('api/v1/dependencies?gems=rack');
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    // Marshal.dump([{name: "rack", number: "3.0", platform: "ruby", dependencies: []}])
    expect(Buffer.from(await response.arrayBuffer()).toString('base64')).toBe(
      'BAhbBnsJOgluYW1lSSIJcmFjawY6BkVUOgtudW1iZXJJIggzLjAGOwZUOg1wbGF0Zm9ybUkiCXJ1YnkGOwZUOhFkZXBlbmRlbmNpZXNbAA==',
    );
  });

  test.each(['api/v1/dependencies', 'api/v1/dependencies?gems=', 'api/v1/dependencies?gems=,'])(
    'RBY-27: %s names no gem, and is answered',
    async (path) => {
      const response = await new RubyEndpoint().ask(path);
      expect([response.status, (await response.arrayBuffer()).byteLength]).toEqual([200, 0]);
    },
  );

  test('RBY-28: an unknown gem has no entry', async () => {
    const endpoint = new RubyEndpoint();
    await endpoint.pushed({ name: 'rack', version: '3.0' });
    expect(await entries(endpoint, 'nope')).toEqual([]);
    expect(await entries(endpoint, 'nope,rack,rack')).toHaveLength(1);
  });

  test('RBY-28: an unknown repository is no unknown gem', async () => {
    const endpoint = new RubyEndpoint();
    for (const query of ['', '?gems=rack']) {
      expect((await endpoint.ask(`api/v1/dependencies${query}`, { repository: 'nope' })).status).toBe(404);
    }
  });

  test('RBY-44, RBY-45: versions that are Unlisted or Archived have no entry', async () => {
    const endpoint = new RubyEndpoint();
    for (const version of ['1.0', '1.1', '1.2']) await endpoint.pushed({ name: 'rack', version });
    endpoint.setStatus({ package: 'rack' }, '1.0', 'Unlisted');
    endpoint.setStatus({ package: 'rack' }, '1.1', 'Archived');
    expect(await entries(endpoint, 'rack')).toMatchObject([{ number: '1.2' }]);
  });
});

describe('QUO-30: what counts how much', () => {
  const world = { domains: { 'my-domain': { repositories: { team: {} } } } };

  /** Asks once, and tells how many of the 20 reads of the second are left. */
  async function leftAfter(path: string, gems: number): Promise<number> {
    const simulator = createSimulator({
      world,
      clock: switchableClock('2026-09-01T00:00:00Z'),
      throttling: { reads: 20 },
    });
    const at = { domain: 'my-domain', repository: 'team', format: 'ruby', version: '1.0' } as const;
    for (let index = 0; index < gems; index++) {
      const assets = [{ name: `gem-${index}-1.0.gem`, text: 'x' }];
      simulator.learn([{ type: 'stored version', ...at, package: `gem-${index}`, assets }]);
    }
    const token = simulator.execute('GetAuthorizationToken', { domain: 'my-domain' });
    const authorization = `Bearer ${token.ok && token.output.authorizationToken}`;
    const base = 'http://127.0.0.1:4566/ruby/d/my-domain-111122223333/team/';
    const ask = (to: string) => simulator.fetch(base + to, { headers: { authorization } });
    await ask(path);
    for (let left = 0; ; left++) if ((await ask('api/v1/dependencies')).status === 429) return left;
  }

  test.each([
    ['api/v1/dependencies', 3, 1],
    ['api/v1/dependencies?gems=gem-0', 3, 1],
    ['api/v1/dependencies?gems=gem-0,gem-1,gem-2', 3, 3],
    ['info/gem-0', 3, 1],
    ['info/nope', 3, 1],
    ['gems/gem-0-1.0.gem', 3, 1],
    ['versions', 0, 1],
    ['versions', 1, 1],
    ['versions', 7, 7],
    ['names', 7, 7],
    ['names', 30, 30],
  ])('QUO-30: %s of %i gems counts %i', async (path, gems, weight) => {
    expect(await leftAfter(path, gems)).toBe(Math.max(0, 20 - weight));
  });

  test('QUO-36: what is throttled is answered 429 without a time', async () => {
    const simulator = createSimulator({
      world,
      clock: switchableClock('2026-09-01T00:00:00Z'),
      throttling: { reads: 1 },
    });
    const token = simulator.execute('GetAuthorizationToken', { domain: 'my-domain' });
    const headers = { authorization: `Bearer ${token.ok && token.output.authorizationToken}` };
    const ask = () => simulator.fetch('http://127.0.0.1:4566/ruby/d/my-domain-111122223333/team/names', { headers });
    expect((await ask()).status).toBe(200);
    const refused = await ask();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, null]);
  });
});
