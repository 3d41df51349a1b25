import { describe, expect, test } from 'vitest';
import { Endpoint } from '../support';
import { newtonsoft, push } from './packages';

async function filled(): Promise<Endpoint> {
  const endpoint = new Endpoint('nuget');
  endpoint.learn(newtonsoft());
  await push(endpoint, { id: 'Zeta', version: '1.0.0', more: '<tags>alpha beta</tags>' });
  await push(endpoint, { id: 'Acme.Tool', version: '1.0.0' });
  await push(endpoint, { id: 'Acme.Tool', version: '1.1.0', more: '<title>Hammer</title>' });
  await push(endpoint, { id: 'Acme.Tool', version: '2.0.0-rc.1' });
  await push(endpoint, { id: 'Acme.Early', version: '0.1.0-beta' });
  await push(endpoint, { id: 'Upstream.Only', version: '1.0.0' }, { repository: 'shared' });
  return endpoint;
}

const ask = async (endpoint: Endpoint, path: string) => {
  const response = await endpoint.ask(`v3/${path}`);
  expect(response.status).toBe(200);
  return (await response.json()) as { totalHits: number; data: { id: string; version: string }[] };
};

describe('search', () => {
  test.each([
    ['', ['Acme.Tool 1.1.0', 'Zeta 1.0.0']],
    ['?q=', ['Acme.Tool 1.1.0', 'Zeta 1.0.0']],
    ['?q=TOOL', ['Acme.Tool 1.1.0']],
    ['?q=hammer', ['Acme.Tool 1.1.0']],
    ['?q=about%20zeta', ['Zeta 1.0.0']],
    ['?q=BETA', ['Zeta 1.0.0']],
    ['?q=nothing', []],
    ['?q=newtonsoft', []],
    ['?q=upstream', []],
    ['?q=acme&prerelease=true', ['Acme.Early 0.1.0-beta', 'Acme.Tool 1.1.0']],
    ['?q=acme&prerelease=true&semVerLevel=2.0.0', ['Acme.Early 0.1.0-beta', 'Acme.Tool 2.0.0-rc.1']],
    ['?q=acme&prerelease=false&semVerLevel=2.0.0', ['Acme.Tool 1.1.0']],
    ['?skip=1', ['Zeta 1.0.0']],
    ['?take=1', ['Acme.Tool 1.1.0']],
    ['?skip=2&take=5', []],
    ['?take=0', []],
  ])('NUG-35: %s', async (query, expected) => {
    const { totalHits, data } = await ask(await filled(), `query${query}`);
    expect(data.map((hit) => `${hit.id} ${hit.version}`)).toEqual(expected);
    if (!/skip|take/.test(query)) expect(totalHits).toBe(expected.length);
    else expect(totalHits).toBe(2);
  });

  test('NUG-35: a hit tells its versions, its texts and its registration', async () => {
    const endpoint = await filled();
    const { data } = await ask(endpoint, 'query?q=acme.tool&prerelease=true&semVerLevel=2.0.0');
    const registration = `${endpoint.base()}v3/registration4/acme.tool/`;
    expect(data[0]).toMatchObject({
      '@id': `${registration}index.json`,
      registration: `${registration}index.json`,
      id: 'Acme.Tool',
      version: '2.0.0-rc.1',
      description: 'About Acme.Tool.',
      authors: 'Ann, Bob',
      versions: [
        { '@id': `${registration}1.0.0.json`, version: '1.0.0', downloads: 0 },
        { '@id': `${registration}1.1.0.json`, version: '1.1.0', downloads: 0 },
        { '@id': `${registration}2.0.0-rc.1.json`, version: '2.0.0-rc.1', downloads: 0 },
      ],
    });
  });

  test.each(['skip=-1', 'take=x', 'skip=1e3', 'take=10000000000'])('NUG-35: %s is refused', async (query) => {
    expect((await (await filled()).ask(`v3/query?${query}`)).status).toBe(400);
  });
});

describe('autocomplete', () => {
  test.each([
    ['?q=acme', { totalHits: 1, data: ['Acme.Tool'] }],
    ['?q=hammer', { totalHits: 0, data: [] }],
    ['', { totalHits: 2, data: ['Acme.Tool', 'Zeta'] }],
    ['?take=1&skip=1', { totalHits: 2, data: ['Zeta'] }],
    ['?q=acme&prerelease=true', { totalHits: 2, data: ['Acme.Early', 'Acme.Tool'] }],
    ['?id=acme.tool', { data: ['1.0.0', '1.1.0'] }],
    ['?id=Acme.Tool&prerelease=true&semVerLevel=2.0.0', { data: ['1.0.0', '1.1.0', '2.0.0-rc.1'] }],
  ])('NUG-36: %s', async (query, expected) => {
    expect(await ask(await filled(), `autocomplete${query}`)).toEqual(expected);
  });

  test('NUG-36: of an id that is not there, there are no versions', async () => {
    expect((await (await filled()).ask('v3/autocomplete?id=none')).status).toBe(404);
  });
});
