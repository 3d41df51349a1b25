import { describe, expect, test } from 'vitest';
import { RubyEndpoint } from './support';

test.each(['GET', 'HEAD'])('RBY-08: %s of the endpoint itself tells older clients that it is there', async (method) => {
  const endpoint = new RubyEndpoint();
  expect((await endpoint.ask('', { method })).status).toBe(200);
  expect((await endpoint.ask('', { method, repository: 'nope' })).status).toBe(404);
  expect((await endpoint.ask('', { method, authorization: null })).status).toBe(401);
});

describe('RBY-09: what is not supported', () => {
  test.each([
    ['DELETE', 'api/v1/gems/yank'],
    ['GET', 'api/v1/gems/rack/owners'],
    ['POST', 'api/v1/gems/rack/owners'],
    ['GET', 'api/v1/search.json?query=rack'],
    ['GET', 'api/v1/api_key'],
    ['GET', 'api/v1/gems/rack.json'],
  ])('RBY-09, RBY-36: %s %s is not there', async (method, path) => {
    const endpoint = new RubyEndpoint();
    await endpoint.pushed({ name: 'rack', version: '1.0' });
    const { state } = endpoint.simulator;
    expect((await endpoint.ask(path, { method })).status).toBe(404);
    expect(endpoint.simulator.state).toBe(state);
  });

  test('AUT-69: a path that is there, with another method, is refused with 405', async () => {
    const endpoint = new RubyEndpoint();
    expect((await endpoint.ask('api/v1/gems')).status).toBe(405);
    expect((await endpoint.ask('versions', { method: 'PUT', body: 'x' })).status).toBe(405);
  });
});

test('AUT-09: the address without its slash is the same', async () => {
  const endpoint = new RubyEndpoint();
  expect((await endpoint.ask(endpoint.base().slice(0, -1))).status).toBe(200);
});

test('AUT-67: a refusal is JSON with a message', async () => {
  const response = await new RubyEndpoint().ask('info/nope');
  expect([response.status, response.headers.get('content-type')]).toEqual([404, 'application/json']);
  expect(await response.json()).toEqual({ message: expect.stringContaining('nope') });
});
