import { describe, expect, test } from 'vitest';
import { createFetchHandler } from '../../../src/adapters/server/fetch-handler';
import { createSimulator } from '../../../src/simulator/simulator';
import type { World } from '../../../src/simulator/world/world';
import { large } from '../../simulator/world/large';
import { beginning, call, type Json, served } from './support';

const world: World = {
  domains: {
    'my-domain': {
      repositories: {
        store: { externalConnection: 'public:npmjs' },
        python: { externalConnection: 'public:pypi' },
        team: { upstreams: ['store'], packages: { npm: { hidden: { '1.0.0': { status: 'Unlisted' } } } } },
      },
    },
    far: { region: 'eu-west-1', repositories: { store: { externalConnection: 'public:npmjs' } } },
  },
};
const lodash = { connection: 'public:npmjs', package: 'lodash', version: '4.17.21' };
const team = { domain: 'my-domain', repository: 'team', format: 'npm' };

/** A server in that world, and its control endpoints. */
async function controlled() {
  const server = await served({ world });
  const control = async (method: string, path: string, body?: unknown) => {
    const { status, json } = await call(server.url, `/_sim${path}`, method, body);
    return [status, json] as const;
  };
  return { server, control };
}

describe('the control endpoints', () => {
  test('health', async () => {
    const { control } = await controlled();
    expect(await control('GET', '/health')).toEqual([200, { status: 'ok' }]);
  });

  test('HEAD is answered as GET, without the body', async () => {
    const { server, control } = await controlled();
    expect(await control('HEAD', '/health')).toEqual([200, undefined]);
    const { status, headers } = await call(server.url, '/_sim/reset', 'HEAD');
    expect([status, headers.get('allow')]).toEqual([405, 'POST']);
  });

  test('a reset goes back to the world, with the clock', async () => {
    const { server, control } = await controlled();
    const { state } = server.simulator;
    await control('PUT', '/clock', { advanceSeconds: 60 });
    await call(server.url, '/v1/domain?domain=other', 'POST');
    expect(server.simulator.state).not.toBe(state);
    expect(await control('POST', '/reset')).toEqual([204, undefined]);
    expect(server.simulator.state).toBe(state);
    expect((await control('GET', '/clock'))[1]).toEqual({ now: beginning, mode: 'set' });
  });

  describe('clock', () => {
    test('it is set, advanced, and goes with the host again', async () => {
      const { control } = await controlled();
      const set = await control('PUT', '/clock', { now: '2027-01-01T00:00:00Z' });
      expect(set).toEqual([200, { now: '2027-01-01T00:00:00.000Z', mode: 'set' }]);
      const advanced = await control('PUT', '/clock', { advanceSeconds: 1.5 });
      expect(advanced).toEqual([200, { now: '2027-01-01T00:00:01.500Z', mode: 'set' }]);
      const before = Date.now();
      const [, host] = await control('PUT', '/clock', { mode: 'host' });
      expect(host.mode).toBe('host');
      expect(Date.parse(host.now)).toBeGreaterThanOrEqual(before);
    });

    test.each<[unknown, string]>([
      [{ now: 'tomorrow' }, 'now: expected a Date or an ISO text, '],
      [{ now: '5' }, 'now: expected a Date or an ISO text, '],
      [{ now: '2027-01-01T00:00:00' }, 'now: expected a Date or an ISO text, '], // whose zone would be the host's
      [{ now: '2027-02-30' }, 'now: there is no day 2027-02-30'],
      [{ now: '' }, 'now: is an empty text'],
      [{ now: 1 }, 'now: expected a text, found 1'],
      [{ advanceSeconds: '1' }, 'advanceSeconds: expected a number, found "1"'],
      [{ advanceSeconds: -1e12 }, 'advanceSeconds: '],
      [{ mode: 'fast' }, "mode: expected host, found 'fast'"],
      [{}, 'expected one of now, advanceSeconds and mode'],
      [{ now: beginning, mode: 'host' }, 'expected one of now, advanceSeconds and mode'],
      [{ at: 1 }, 'at: is not known, only now, advanceSeconds, mode'],
      [undefined, 'expected an object, found nothing'],
      [[], 'expected an object, found a list'],
      ['{', 'The body is no JSON: '],
    ])('%j is refused', async (body, message) => {
      const { control } = await controlled();
      const [status, json] = await control('PUT', '/clock', body);
      expect([status, json.message.slice(0, message.length)]).toEqual([400, message]);
      expect((await control('GET', '/clock'))[1]).toEqual({ now: beginning, mode: 'set' });
    });

    test('a clock that is not known here cannot be set', async () => {
      const handler = createFetchHandler(createSimulator());
      const request = new Request('http://localhost/_sim/clock', { method: 'PUT', body: '{"mode":"host"}' });
      const response = await handler(request, { address: '127.0.0.1' });
      expect([response.status, await response.json()]).toEqual([409, { message: expect.stringContaining('clock') }]);
    });
  });

  describe('public packages', () => {
    test('EXT-26: what is offered is known in every Region that matters; left out assets are made up', async () => {
      const { server, control } = await controlled();
      const types = { connection: 'public:npmjs', namespace: 'types', package: 'node', version: '1.0.0' };
      expect(await control('POST', '/public-packages', [lodash, types])).toEqual([204, undefined]);
      const list = { domain: 'far', repository: 'store', format: 'npm', package: 'lodash', region: 'eu-west-1' };
      expect((await control('POST', '/request', list))[1].versions).toEqual([
        { version: '4.17.21', assets: ['package.tgz'] },
      ]);
      const before = server.simulator.state;
      await control('POST', '/public-packages', lodash);
      const same = (state: typeof before) =>
        JSON.stringify([...state.catalogues].map(([, { versions }]) => [...versions]));
      expect(same(server.simulator.state)).toBe(same(before));
    });

    test('everything can be said of a version', async () => {
      const { control } = await controlled();
      const offer = {
        ...lodash,
        publishedTime: '2026-01-01T00:00:00Z',
        assets: [{ name: 'package.tgz', base64: 'AAE=' }],
        dependencies: [{ package: 'left-pad', versionRequirement: '^1.0.0', dependencyType: 'regular' }],
        metadata: { summary: 'tools' },
        tags: ['next'],
        region: 'us-west-2',
      };
      expect(await control('POST', '/public-packages', offer)).toEqual([204, undefined]);
      const listed = await control('POST', '/request', { ...team, package: 'lodash' });
      expect(listed[1]).toMatchObject({
        versions: [{ version: '4.17.21', publishedTime: '2026-01-01T00:00:00.000Z' }],
        tags: { next: '4.17.21' },
      });
      const fetched = await control('POST', '/request', { ...team, package: 'lodash', version: '4.17.21' });
      expect(fetched[1].assets).toMatchObject([{ name: 'package.tgz', size: 2 }]);
    });

    test.each<[unknown, string]>([
      [{}, 'connection: is missing'],
      [{ ...lodash, connection: 'public:nowhere' }, 'connection: expected public:npmjs or '],
      [{ ...lodash, package: 1 }, 'package: expected a text, found 1'],
      [{ ...lodash, version: undefined }, 'version: is missing'],
      [{ ...lodash, version: 'one' }, ''],
      [{ ...lodash, package: 'Not A Name' }, ''],
      [{ ...lodash, size: 1 }, 'size: is not known, only '],
      [{ ...lodash, assets: {} }, 'assets: expected a list'],
      [{ ...lodash, assets: [{ name: 'package.tgz' }] }, 'assets[0]: '],
      [
        {
          ...lodash,
          assets: [
            { name: 'package.tgz', size: 1 },
            { name: '1', size: -1 },
          ],
        }, // first in any object
        'assets[1].size: ',
      ],
      [
        { ...lodash, assets: [{ name: 'package.tgz', text: 'a', size: 1 }] },
        'assets[0].size: does not stand beside text',
      ],
      [{ ...lodash, assets: [{ text: 'a' }] }, 'assets[0].name: is missing'],
      [{ ...lodash, publishedTime: 'now' }, 'publishedTime: '],
      [{ ...lodash, dependencies: 'none' }, 'dependencies: '],
      [{ ...lodash, dependencies: [{}, 5], metadata: { summary: 'x' } }, 'dependencies[1]: '],
      [{ ...lodash, dependencies: [], metadata: { summary: 1 } }, 'metadata.summary: '],
      [{ ...lodash, metadata: { dependencies: [{}, 1] } }, 'metadata.dependencies[1]: '],
      [{ ...lodash, dependencies: [], metadata: 5 }, 'metadata: expected an object, found 5'],
      [{ ...lodash, dependencies: [], metadata: { dependencies: [] } }, 'metadata.dependencies: is given'],
      [{ ...lodash, namespace: '' }, 'namespace: is an empty text'],
      [[lodash, { ...lodash, assets: [{ name: 'package.tgz', base64: '!' }] }], '[1].assets[0].base64: '],
      [[lodash, { ...lodash, dependencies: [5] }], '[1].dependencies[0]: '],
      [[lodash, 1], '[1]: expected an object, found 1'],
      [{ ...lodash, region: 'Mars!' }, "region: expected the name of a Region, found 'Mars!'"],
    ])('%j is refused, and nothing is told', async (body, message) => {
      const { server, control } = await controlled();
      const { state } = server.simulator;
      const [status, json] = await control('POST', '/public-packages', body);
      expect([status, json.message.slice(0, message.length)]).toEqual([400, message]);
      expect(server.simulator.state).toBe(state);
    });

    test('EXT-52: a version is withdrawn, by the body or by the query', async () => {
      const { control } = await controlled();
      await control('POST', '/public-packages', [lodash, { ...lodash, version: '4.17.20' }]);
      expect(await control('DELETE', '/public-packages', lodash)).toEqual([204, undefined]);
      const query = '?connection=public:npmjs&package=lodash&version=4.17.20';
      expect(await control('DELETE', `/public-packages${query}`)).toEqual([204, undefined]);
      expect((await control('DELETE', `/public-packages${query}`))[0]).toBe(404);
      expect((await control('POST', '/request', { ...team, package: 'lodash' }))[1].status).toBe(404);
    });

    test('a version is withdrawn by whatever name it was offered', async () => {
      const { control } = await controlled();
      const node = { connection: 'public:npmjs', version: '1.0.0' };
      for (const named of [{ package: '@types/node' }, { namespace: '@types', package: 'node' }]) {
        expect(await control('POST', '/public-packages', { ...node, ...named })).toEqual([204, undefined]);
        expect(await control('DELETE', '/public-packages', { ...node, ...named })).toEqual([204, undefined]);
      }
      await control('POST', '/public-packages', lodash);
      const query = '?connection=public:npmjs&namespace=&package=lodash&version=4.17.21';
      expect(await control('DELETE', `/public-packages${query}`)).toEqual([204, undefined]);
    });

    test('EXT-32 EXT-33: a public repository is down, and up again', async () => {
      const { control } = await controlled();
      await control('POST', '/public-packages', lodash);
      const fetch = async () =>
        (await control('POST', '/request', { ...team, package: 'lodash', version: '4.17.21' }))[1];
      expect(await control('PUT', '/public-registries/public:npmjs', { available: false })).toEqual([204, undefined]);
      expect(await fetch()).toMatchObject({ status: 503, error: { name: 'ServiceUnavailable' }, assets: [] });
      await control('PUT', '/public-registries/public%3Anpmjs', { available: true });
      expect(await fetch()).toMatchObject({ status: 200 });
      expect((await control('PUT', '/public-registries/public:nowhere', { available: true }))[0]).toBe(404);
      const [status, { message }] = await control('PUT', '/public-registries/public:npmjs', {});
      expect([status, message]).toEqual([400, 'expected available or listsAssets']);
    });
  });

  describe('as a package manager', () => {
    test('ERR-37: an owner who is no account is refused, with the member', async () => {
      const { control } = await controlled();
      const message = "domainOwner: expected an account of twelve digits, found '12'";
      expect(await control('POST', '/request', { ...team, package: 'a', domainOwner: '12' })).toEqual([
        400,
        { message },
      ]);
      const query = '?domain=my-domain&repository=team&format=npm&package=a&domainOwner=12';
      expect(await control('GET', `/explain${query}`)).toEqual([400, { message }]);
    });

    test('RET-01: a version is fetched, ingested and retained, and told of', async () => {
      const { control } = await controlled();
      await control('POST', '/public-packages', lodash);
      const asked = { ...team, package: 'lodash', version: '4.17.21' };
      const [status, told] = await control('POST', '/request', asked);
      expect(status).toBe(200);
      expect(told).toEqual({
        status: 200,
        assets: [{ name: 'package.tgz', size: expect.any(Number), hashes: expect.any(Object) }],
        ingested: [{ repository: 'store', version: '4.17.21' }],
        retained: [{ repository: 'team', version: '4.17.21' }],
        refreshed: [],
        scheduled: [],
        explanation: expect.stringContaining('store'),
      });
      const again = await control('POST', '/request', asked);
      expect(again[1]).toMatchObject({ status: 200, ingested: [], retained: [] });
      const { events } = (await control('GET', '/events'))[1];
      expect(events.map((event: Json) => event.detail.repositoryName).sort()).toEqual(['store', 'team']);
      expect(await control('DELETE', '/events')).toEqual([204, undefined]);
      expect((await control('GET', '/events'))[1]).toEqual({ events: [] });
    });

    test('EXT-23: what comes later is told with its time', async () => {
      const server = await served({ world, latency: 'documented' });
      await call(server.url, '/_sim/public-packages', 'POST', lodash);
      const asked = { ...team, package: 'lodash', version: '4.17.21' };
      const { json } = await call(server.url, '/_sim/request', 'POST', asked);
      expect(json).toMatchObject({ status: 200, ingested: [], retained: [] });
      expect(json.scheduled).toContainEqual({
        repository: 'team',
        version: '4.17.21',
        time: '2026-09-01T00:03:00.000Z',
      });
    });

    test('all assets of a version, or one, also of one that no list shows', async () => {
      const { control } = await controlled();
      const hidden = { ...team, package: 'hidden', version: '1.0.0' };
      const names = async (asked: object) =>
        (await control('POST', '/request', asked))[1].assets.map((a: Json) => a.name);
      expect(await names(hidden)).toEqual(['package.tgz']);
      expect(await names({ ...hidden, asset: 'package.tgz' })).toEqual(['package.tgz']);
      expect(await names({ ...hidden, asset: 'other.tgz' })).toEqual([]);
      const six = { package: 'six', version: '1.0' };
      const assets = ['six-1.0-py3-none-any.whl', 'six-1.0.tar.gz'];
      const offer = { connection: 'public:pypi', ...six, assets: assets.map((name) => ({ name, size: 1 })) };
      await control('POST', '/public-packages', offer);
      expect(await names({ domain: 'my-domain', repository: 'python', format: 'pypi', ...six })).toEqual(assets);
    });

    test.each<[object, string]>([
      [{}, 'domain: is missing'],
      [{ ...team, package: 'a', format: 'gem' }, 'format: expected npm or '],
      [{ ...team, package: 'a', asset: 'b' }, 'version: is missing: an asset is named'],
      [{ ...team, package: 'a', versions: 'b' }, 'versions: is not known, only '],
      [{ ...team, package: 'a', version: '' }, 'version: is an empty text'],
      [{ ...team, package: '' }, 'package: is an empty text'],
    ])('%j is refused', async (body, message) => {
      const { control } = await controlled();
      const [status, json] = await control('POST', '/request', body);
      expect([status, json.message.slice(0, message.length)]).toEqual([400, message]);
    });

    test('an explanation changes nothing', async () => {
      const { server, control } = await controlled();
      await control('POST', '/public-packages', lodash);
      const { state } = server.simulator;
      const query = '?domain=my-domain&repository=team&format=npm&package=lodash';
      const [status, told] = await control('GET', `/explain${query}&version=4.17.21`);
      expect([status, Object.keys(told).sort()]).toEqual([200, ['mermaid', 'steps', 'text']]);
      expect(told.text).toContain('Answer: 200');
      expect(told.mermaid).toContain('team');
      expect(told.steps).toContainEqual(
        expect.objectContaining({ kind: 'store', how: 'ingested', repository: 'store' }),
      );
      expect((await control('GET', `/explain${query}`))[1].text).toContain('4.17.21');
      const plain = await control('GET', `/explain${query}`);
      expect(await control('GET', `/explain${query}&namespace=&version=`)).toEqual(plain);
      expect(await control('GET', `/explain${query}&nothing=`)).toEqual([400, expect.anything()]);
      expect((await control('GET', `/explain${query}&version=9.0.0`))[1].text).toContain('Answer: 404');
      expect(server.simulator.state).toBe(state);
      const twice = await control('GET', `/explain${query}&package=other`);
      expect(twice).toEqual([400, { message: 'package: is given more than once' }]);
    });
  });

  test('ERR-54: faults are added, listed with how often they fired, and taken away', async () => {
    const { server, control } = await controlled();
    const rule = {
      operation: 'DescribeDomain',
      times: 1,
      error: { name: 'ThrottlingException' },
      delayMilliseconds: 20,
    };
    expect(await control('POST', '/faults', rule)).toEqual([204, undefined]);
    const describeDomain = () => call(server.url, '/v1/domain?domain=my-domain');
    const started = performance.now();
    expect(await describeDomain()).toMatchObject({ status: 429, json: { message: 'Rate exceeded' } });
    expect(performance.now() - started).toBeGreaterThan(19);
    expect(await describeDomain()).toMatchObject({ status: 200 });
    expect(await control('GET', '/faults')).toEqual([200, { faults: [{ rule, fired: 1 }] }]);
    expect(await control('DELETE', '/faults')).toEqual([204, undefined]);
    expect(await control('GET', '/faults')).toEqual([200, { faults: [] }]);
    const [status, { message }] = await control('POST', '/faults', { error: { name: 'Nonsense' } });
    expect([status, message]).toEqual([400, expect.stringContaining('error.name')]);
    const list = [rule, { ...rule, bogus: 1 }];
    const refused = "[1]: A fault has no member 'bogus'; it has operation, match, ";
    expect((await control('POST', '/faults', list))[1].message.slice(0, refused.length)).toBe(refused);
    expect(await control('GET', '/faults')).toEqual([200, { faults: [] }]);
  });

  test('the world comes with the bytes of assets or without, and is refused with too many of them', async () => {
    const { server, control } = await controlled();
    await control('POST', '/public-packages', { ...lodash, assets: [{ name: 'package.tgz', text: 'abc' }] });
    const assetIn = async (query: string) =>
      (await control('GET', `/world${query}`))[1].publicRepositories['public:npmjs'].lodash['4.17.21'].assets;
    for (const query of ['', '?bytes=', '?bytes=true']) expect(await assetIn(query)).toEqual({ 'package.tgz': 'abc' });
    const described = { 'package.tgz': { size: 3, hashes: expect.any(Object) } };
    expect(await assetIn('?bytes=false')).toEqual(described);
    expect(await control('GET', '/world?bytes=no')).toEqual([
      400,
      { message: "bytes: expected true or false, found 'no'" },
    ]);
    expect(await control('GET', '/world?byte=false')).toEqual([400, { message: 'byte: is not known, only bytes' }]);
    large(2 ** 27 + 1).offer(server.simulator, '1.0.0');
    const [status, { message }] = await control('GET', '/world');
    expect([status, message]).toEqual([413, expect.stringContaining('have 134217735 bytes')]);
    expect((await control('GET', '/world?bytes=false'))[0]).toBe(200);
  });

  test('snapshots are taken and gone back to by name', async () => {
    const { server, control } = await controlled();
    const { state } = server.simulator;
    expect(await control('POST', '/snapshots/before%20all')).toEqual([204, undefined]);
    await call(server.url, '/v1/domain?domain=other', 'POST');
    expect(await control('PUT', '/snapshots/before%20all/restore')).toEqual([204, undefined]);
    expect(server.simulator.state).toBe(state);
    const absent = await control('PUT', '/snapshots/absent/restore');
    expect(absent).toEqual([404, { message: "There is no snapshot 'absent'" }]);
  });

  test('what is not there is 404, and another method 405', async () => {
    const { server, control } = await controlled();
    for (const path of ['/nothing', '/', '/health/', '/snapshots/', '/snapshots/%ff']) {
      expect((await control('GET', path))[0]).toBe(404);
    }
    for (const method of ['PUT', 'PATCH', 'OPTIONS']) {
      const { status, headers, json } = await call(server.url, '/_sim/events', method);
      expect([status, headers.get('allow')]).toEqual([405, 'GET, DELETE']);
      expect(json.message).toContain('GET, DELETE');
    }
  });
});
