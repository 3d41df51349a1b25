import { describe, expect, test } from 'vitest';
import { createSimulator } from '../../../src/adapters/create-simulator';
import { createFetchHandler } from '../../../src/adapters/server/fetch-handler';
import { getWhole } from '../tls/support';
import { call, type Json, served } from './support';

const repositories = { store: { externalConnection: 'public:npmjs' } } as const;
const world = { domains: { 'my-domain': { repositories } } };
const label = 'my-domain-111122223333';
const endpoint = '/v1/repository/endpoint?domain=my-domain&repository=store&format=npm';

describe('how the server names its package endpoints', () => {
  test('END-11: by the host by which it was called, the domain in the path, if no other is asked for', async () => {
    for (const options of [{}, { endpoints: 'path' }] as const) {
      const { url } = await served({ world }, options);
      for (const origin of [url, url.replace('127.0.0.1', 'localhost')]) {
        const { json } = await call(origin, endpoint);
        expect(json.repositoryEndpoint).toBe(`${origin}/npm/d/${label}/store/`);
      }
    }
  });

  test('END-12: by a host below localhost, and the same is found at either address', async () => {
    const { url, port, simulator } = await served({ world }, { endpoints: 'host' });
    const { json } = await call(url, `${endpoint}&endpointType=dualstack`);
    expect(json.repositoryEndpoint).toBe(`http://${label}.d.codeartifact.us-west-2.localhost:${port}/npm/store/`);
    const token = simulator.execute('GetAuthorizationToken', { domain: 'my-domain' });
    const headers = { authorization: `Bearer ${token.ok && token.output.authorizationToken}` };
    const { host } = new URL(json.repositoryEndpoint);
    const answers = [
      await getWhole(port, '/npm/store/-/ping', { ...headers, host }),
      await getWhole(port, `/npm/d/${label}/store/-/ping`, headers),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers[0]!.body).toBe(answers[1]!.body);
  });

  test('END-12: the port of plain HTTP is not named', async () => {
    const handler = createFetchHandler(createSimulator({ world }), { endpoints: 'host' });
    const answer = await handler(new Request(`http://localhost${endpoint}`));
    const { repositoryEndpoint } = (await answer.json()) as Json;
    expect(repositoryEndpoint).toBe(`http://${label}.d.codeartifact.us-west-2.localhost/npm/store/`);
  });
});

test.each([
  [undefined, 307],
  ['redirect', 307],
  ['direct', 200],
] as const)('AUT-81 AUT-82: with assets %s a tarball gets %i', async (assets, status) => {
  const { port, simulator } = await served({ world }, { assets });
  simulator.learn([
    {
      type: 'public version',
      connection: 'public:npmjs',
      package: 'tiny',
      version: '1.0.0',
      assets: [{ name: 'package.tgz', text: 'bytes' }],
    },
  ]);
  const token = simulator.execute('GetAuthorizationToken', { domain: 'my-domain' });
  const authorization = `Bearer ${token.ok && token.output.authorizationToken}`;
  const path = `/npm/d/${label}/store/tiny/-/tiny-1.0.0.tgz`;
  expect((await getWhole(port, path, { authorization })).status).toBe(status);
});
