import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, test } from 'vitest';
import { memoryCache } from '../../../src/adapters/outside/cache';
import { publicRepositories } from '../../../src/adapters/outside/public-repositories';
import { Registry } from '../../../src/adapters/outside/registry';
import { FakeRegistry, npmPackage, PulledEndpoint, quick, sha256 } from './support';

const left = npmPackage('left', { '1.0.0': 'one', '2.0.0': 'two' });
const message = async (response: Response) => JSON.stringify(await response.json());

describe('what comes from a public repository', () => {
  test('EXT-22: a list stores nothing, and a HEAD stores nothing (RET-15)', async () => {
    const registry = await FakeRegistry.open(left);
    const endpoint = new PulledEndpoint('npm', registry.url);
    expect((await endpoint.ask('left')).status).toBe(200);
    expect((await endpoint.ask('left/-/left-1.0.0.tgz', { method: 'HEAD' })).status).toBe(200);
    expect(endpoint.versions({ package: 'left' }, 'store')).toEqual({});
  });

  test('RET-11: what is stored is not asked for again', async () => {
    const registry = await FakeRegistry.open(left);
    const endpoint = new PulledEndpoint('npm', registry.url);
    await endpoint.ask('left/-/left-1.0.0.tgz');
    const before = registry.requests.length;
    expect(await (await endpoint.ask('left/-/left-1.0.0.tgz')).text()).toBe('one');
    expect(registry.requests.length).toBe(before);
  });

  test('RES-30: nothing is asked for a package whose upstream is blocked', async () => {
    const registry = await FakeRegistry.open(left);
    const endpoint = new PulledEndpoint('npm', registry.url);
    await endpoint.ask('left/-/left-1.0.0.tgz');
    const restrictions = { publish: 'ALLOW', upstream: 'BLOCK' } as const;
    const at = { domain: 'my-domain', repository: 'team', format: 'npm', package: 'left', restrictions } as const;
    expect(endpoint.simulator.execute('PutPackageOriginConfiguration', at).ok).toBe(true);
    const before = registry.requests.length;
    expect((await endpoint.ask('left/-/left-2.0.0.tgz')).status).toBe(404);
    expect(Object.keys(((await (await endpoint.ask('left')).json()) as { versions: object }).versions)).toEqual([
      '1.0.0',
    ]);
    expect(registry.requests.length).toBe(before);
  });

  test('RES-32: a package that the public repository does not have is a 404, and no outage', async () => {
    const registry = await FakeRegistry.open(left);
    const endpoint = new PulledEndpoint('npm', registry.url);
    expect((await endpoint.ask('right')).status).toBe(404);
    expect((await endpoint.ask('left')).status).toBe(200);
    expect(endpoint.lines).toEqual([]);
  });

  test('IAM-43: nothing is asked for who may not read', async () => {
    const registry = await FakeRegistry.open(left);
    const endpoint = new PulledEndpoint('npm', registry.url);
    expect((await endpoint.ask('left', { headers: { authorization: 'Bearer wrong' } })).status).toBe(401);
    expect(registry.requests).toEqual([]);
  });

  test('PUB-47: a version that is public is not published', async () => {
    const registry = await FakeRegistry.open(left);
    const { simulator } = new PulledEndpoint('npm', registry.url);
    const outside = publicRepositories(simulator, { 'public:npmjs': registry.url }, quick);
    for (const version of ['1.0.0', '3.0.0']) {
      const at = { domain: 'my-domain', repository: 'team', format: 'npm', package: 'left', version } as const;
      const input = { ...at, assets: [{ name: 'package.tgz', text: 'other' }] };
      await outside.prepare('Publish', input, {});
      const result = simulator.request('Publish', input);
      expect(result.ok ? 200 : result.error.status).toBe(version === '1.0.0' ? 409 : 200);
    }
  });

  test('EXT-52: a version that is removed there is listed no more, but stays where it is stored', async () => {
    const registry = await FakeRegistry.open(left);
    const endpoint = new PulledEndpoint('npm', registry.url);
    await endpoint.ask('left/-/left-1.0.0.tgz');
    registry.served.set('/left', npmPackage('left', { '3.0.0': 'three' })['/left']!);
    const listed = (await (await endpoint.ask('left')).json()) as { versions: object };
    expect(Object.keys(listed.versions)).toEqual(['1.0.0', '3.0.0']);
    registry.served.delete('/left');
    expect(Object.keys(((await (await endpoint.ask('left')).json()) as { versions: object }).versions)).toEqual([
      '1.0.0',
    ]);
  });

  test('RET-27: a tag that is moved there is moved here', async () => {
    const registry = await FakeRegistry.open(left);
    const endpoint = new PulledEndpoint('npm', registry.url);
    const tags = async () => ((await (await endpoint.ask('left')).json()) as { 'dist-tags': object })['dist-tags'];
    expect(await tags()).toEqual({ latest: '2.0.0' });
    const moved = npmPackage('left', { '1.0.0': 'one', '2.0.0': 'two' }, { tags: { latest: '1.0.0' } });
    registry.served.set('/left', moved['/left']!);
    expect(await tags()).toEqual({ latest: '1.0.0' });
  });

  test('what was told stays told: a state that is not changed there is not written', async () => {
    const registry = await FakeRegistry.open(left);
    const endpoint = new PulledEndpoint('npm', registry.url);
    await endpoint.ask('left/-/left-1.0.0.tgz');
    await endpoint.ask('left');
    const { catalogues } = endpoint.simulator.state;
    await endpoint.ask('left');
    expect(endpoint.simulator.state.catalogues).toBe(catalogues);
    endpoint.simulator.reset();
    expect(((await (await endpoint.ask('left')).json()) as { versions: object }).versions).toHaveProperty('2.0.0');
  });
});

describe('integrity', () => {
  it('EXT-33: refuses a file with other bytes than the index says, and stores nothing', async () => {
    const registry = await FakeRegistry.open({ ...left, '/left/-/left-1.0.0.tgz': 'evil' });
    const endpoint = new PulledEndpoint('npm', registry.url);
    const answer = await endpoint.ask('left/-/left-1.0.0.tgz');
    expect(answer.status).toBe(503);
    expect(await message(answer)).toMatch(/left-1\.0\.0\.tgz is not what its index says: SHA-1 /);
    for (const repository of ['team', 'store']) {
      expect(endpoint.versions({ package: 'left' }, repository)).toEqual({});
    }
    registry.served.set('/left/-/left-1.0.0.tgz', 'one');
    expect((await endpoint.ask('left/-/left-1.0.0.tgz')).status).toBe(200);
  });

  it('is verified for each who asks, also for the same file at once', async () => {
    const registry = new Registry((await FakeRegistry.open({ '/file': 'one' })).url);
    const file = (content: string) =>
      registry.file(registry.addressOf('file'), { hashes: { 'SHA-256': sha256(content) } });
    const [right, wrong] = await Promise.allSettled([file('one'), file('other')]);
    expect([right.status, wrong.status]).toEqual(['fulfilled', 'rejected']);
  });

  it('EXT-33: refuses a file that the index names and that is not there', async () => {
    const registry = await FakeRegistry.open({ ...left, '/left/-/left-1.0.0.tgz': { status: 404 } });
    const endpoint = new PulledEndpoint('npm', registry.url);
    const answer = await endpoint.ask('left/-/left-1.0.0.tgz');
    expect(answer.status).toBe(503);
    expect(await message(answer)).toMatch(/named by the index and not there/);
  });

  it.each([
    ['text that is no JSON', '<html>sign in</html>'],
    ['JSON of another kind', '[]'],
    ['an object without versions', '{"name":"left"}'],
    ['a refusal', { status: 403, body: 'no' }],
  ])('refuses %s with 503, and goes on when it is mended', async (_, wrong) => {
    const registry = await FakeRegistry.open({ ...left, '/left': wrong });
    const endpoint = new PulledEndpoint('npm', registry.url);
    const answer = await endpoint.ask('left');
    expect(answer.status).toBe(503);
    expect(await message(answer)).toMatch(/A public repository cannot be used/);
    registry.served.set('/left', left['/left']!);
    expect((await endpoint.ask('left')).status).toBe(200);
  });

  it('refuses what is larger than it may be', async () => {
    const registry = await FakeRegistry.open(left);
    const endpoint = new PulledEndpoint('npm', registry.url, { mostDocumentBytes: 100 });
    expect(await message(await endpoint.ask('left'))).toMatch(/more than 100 bytes/);
    const other = new PulledEndpoint('npm', registry.url, { mostFileBytes: 2 });
    expect(await message(await other.ask('left/-/left-1.0.0.tgz'))).toMatch(/more than 2 bytes/);
  });
});

describe('an outage', () => {
  it('EXT-32 EXT-33 EXT-34: what is stored is served, else 503, lists have what is known', async () => {
    const registry = await FakeRegistry.open(left);
    const endpoint = new PulledEndpoint('npm', registry.url, { cache: nothingKept });
    await endpoint.ask('left');
    await endpoint.ask('left/-/left-1.0.0.tgz');
    await registry.close();
    expect((await endpoint.ask('left/-/left-1.0.0.tgz')).status).toBe(200);
    expect((await endpoint.ask('left/-/left-2.0.0.tgz')).status).toBe(503);
    expect((await endpoint.ask('left')).status).toBe(200);
    expect((await endpoint.ask('right')).status).toBe(404);
    expect((await endpoint.ask('right/-/right-1.0.0.tgz')).status).toBe(404);
    await registry.start();
    expect(await (await endpoint.ask('left/-/left-2.0.0.tgz')).text()).toBe('two');
    expect(endpoint.lines.join('\n')).toMatch(
      /public:npmjs is down: http:\/\/127\.0\.0\.1:\d+\/left cannot be reached/,
    );
  });

  it('uses what is kept of a document, and of files, while the registry is down', async () => {
    const registry = await FakeRegistry.open(left);
    const cache = memoryCache();
    await new PulledEndpoint('npm', registry.url, { cache }).ask('left/-/left-1.0.0.tgz');
    await registry.close();
    const later = new PulledEndpoint('npm', registry.url, { cache });
    expect(await (await later.ask('left/-/left-1.0.0.tgz')).text()).toBe('one');
    expect((await later.ask('left/-/left-2.0.0.tgz')).status).toBe(503);
    expect((await later.ask('left')).status).toBe(200);
  });

  it('EXT-33: what is kept is served beside what is not, at the same time', async () => {
    const registry = await FakeRegistry.open({ ...left, ...npmPackage('right', { '1.0.0': 'r' }) });
    const cache = memoryCache();
    const first = new PulledEndpoint('npm', registry.url, { cache });
    await first.ask('left/-/left-1.0.0.tgz');
    await first.ask('right');
    await registry.close();
    const later = new PulledEndpoint('npm', registry.url, { cache });
    for (let round = 0; round < 5; round++) {
      const asked = ['left/-/left-1.0.0.tgz', 'right/-/right-1.0.0.tgz', 'left', 'right'];
      const repositories = ['team', 'shared', 'store'];
      const answers = await Promise.all(
        repositories.flatMap((repository) => asked.map((path) => later.ask(path, { repository }))),
      );
      expect(answers.map(({ status }) => status)).toEqual(repositories.flatMap(() => [200, 503, 200, 200]));
    }
  });

  it('EXT-33: one that somebody else has told of stays', async () => {
    const registry = await FakeRegistry.open(left);
    const endpoint = new PulledEndpoint('npm', registry.url);
    await endpoint.ask('left');
    endpoint.learn({ type: 'public repository', connection: 'public:npmjs', available: false });
    const before = registry.requests.length;
    expect((await endpoint.ask('left/-/left-2.0.0.tgz')).status).toBe(503);
    expect(registry.requests.length).toBe(before);
    endpoint.learn({ type: 'public repository', connection: 'public:npmjs', available: true });
    expect((await endpoint.ask('left/-/left-2.0.0.tgz')).status).toBe(200);
  });

  it.each([[500], [503], [429]])('asks again after %d', async (status) => {
    const registry = await FakeRegistry.open(left);
    let count = 0;
    registry.served.set('/left', (_, response) => {
      count += 1;
      if (count < 3) response.writeHead(status).end();
      else response.end(left['/left']);
    });
    const endpoint = new PulledEndpoint('npm', registry.url);
    expect((await endpoint.ask('left')).status).toBe(200);
    expect(count).toBe(3);
  });

  it('gives up what takes too long, and what breaks off', async () => {
    const registry = await FakeRegistry.open(left);
    const endpoint = new PulledEndpoint('npm', registry.url, {
      timeoutMilliseconds: 50,
      retries: 0,
      cache: nothingKept,
    });
    registry.fault = () => {};
    expect((await endpoint.ask('left')).status).toBe(404);
    expect(endpoint.lines.at(-1)).toMatch(/it took too long/);
    registry.fault = (_, response) => {
      response.writeHead(200, { 'content-length': 1000 }).write('{"name"');
      setTimeout(() => response.destroy(), 5);
    };
    expect((await endpoint.ask('left')).status).toBe(404);
    registry.fault = undefined;
    expect((await endpoint.ask('left')).status).toBe(200);
  });

  it('is not asked again right after it was down', async () => {
    const registry = await FakeRegistry.open(left);
    registry.fault = { status: 500 };
    const endpoint = new PulledEndpoint('npm', registry.url, { outageMilliseconds: 200 });
    await endpoint.ask('left');
    const before = registry.requests.length;
    await endpoint.ask('left');
    expect(registry.requests.length).toBe(before);
    await pause(220);
    await endpoint.ask('left');
    expect(registry.requests.length).toBe(before + 1); // and then once
  });
});

describe('requests to a registry', () => {
  it('are one, for all who ask the same at once', async () => {
    const registry = await FakeRegistry.open(left);
    const endpoint = new PulledEndpoint('npm', registry.url);
    const asked = ['team', 'shared', 'store'].flatMap((repository) => [
      endpoint.ask('left', { repository }),
      endpoint.ask('left/-/left-1.0.0.tgz', { repository }),
    ]);
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual(asked.map(() => 200));
    expect(registry.count('/left/-/left-1.0.0.tgz')).toBe(1);
  });

  it('are not made again while a document is fresh, and are conditional afterwards', async () => {
    const registry = await FakeRegistry.open(left);
    const endpoint = new PulledEndpoint('npm', registry.url, { freshMilliseconds: 100 });
    await endpoint.ask('left');
    await endpoint.ask('left');
    expect(registry.count('/left')).toBe(1);
    await pause(120);
    await endpoint.ask('left');
    expect(registry.count('/left')).toBe(2);
    expect(registry.headers.at(-1)).toHaveProperty('if-none-match');
  });

  it('are never more at once than they may be', async () => {
    const many = Array.from({ length: 12 }, (_, index) => npmPackage(`p${index}`, { '1.0.0': 'x' }));
    const registry = await FakeRegistry.open();
    let [open, most] = [0, 0];
    for (const [index, served] of many.entries()) {
      registry.served.set(`/p${index}`, (_, response) => {
        most = Math.max(most, ++open);
        setTimeout(() => {
          open -= 1;
          response.end(served[`/p${index}`]);
        }, 10);
      });
    }
    const endpoint = new PulledEndpoint('npm', registry.url, { concurrency: 3 });
    await Promise.all(many.map((_, index) => endpoint.ask(`p${index}`)));
    expect(most).toBe(3);
  });

  it('follow redirects, and tell credentials to nobody else', async () => {
    const elsewhere = await FakeRegistry.open({ '/file.tgz': 'one' });
    const registry = await FakeRegistry.open({
      ...left,
      '/left/-/left-1.0.0.tgz': {
        status: 302,
        headers: { location: `${elsewhere.url.replace('127.0.0.1', 'localhost')}/file.tgz` },
      },
    });
    const withUser = registry.url.replace('//', '//me:my%20secret@');
    const endpoint = new PulledEndpoint('npm', withUser);
    expect(await (await endpoint.ask('left/-/left-1.0.0.tgz')).text()).toBe('one');
    const basic = `Basic ${Buffer.from('me:my secret').toString('base64')}`;
    expect(registry.headers.map(({ authorization }) => authorization)).toEqual([basic, basic]);
    expect(elsewhere.headers[0]).not.toHaveProperty('authorization');
  });

  it('show no credentials when they fail', async () => {
    const registry = await FakeRegistry.open();
    registry.fault = { status: 500 };
    const endpoint = new PulledEndpoint('npm', registry.url.replace('//', '//me:secret@'));
    await endpoint.ask('left');
    registry.fault = { status: 401 };
    const answer = await message(await endpoint.ask('left'));
    expect(`${endpoint.lines.join('\n')}${answer}`).not.toMatch(/secret/);
    expect(answer).toMatch(/answered 401/);
  });

  it('are made of nothing that was not configured', async () => {
    const registry = await FakeRegistry.open(left);
    const endpoint = new PulledEndpoint('npm', registry.url, { ...quick, connection: 'public:pypi' });
    expect((await endpoint.ask('left')).status).toBe(404);
    expect(registry.requests).toEqual([]);
  });
});

/** As if there were no cache. */
const nothingKept = { get: () => Promise.resolve(undefined), put: () => Promise.resolve() };
