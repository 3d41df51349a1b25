import { describe, expect, test } from 'vitest';
import { Endpoint } from './support';

describe('what holds at every endpoint', () => {
  test('END-13: a generic endpoint has nothing, and wants a token all the same', async () => {
    const endpoint = new Endpoint('generic');
    expect((await endpoint.ask('x')).status).toBe(404);
    expect((await endpoint.ask('x', { authorization: null })).status).toBe(401);
  });

  test('TOK-28 TOK-30: without a token a challenge with both schemes and the realm', async () => {
    const endpoint = new Endpoint('generic');
    const response = await endpoint.ask('x', { authorization: null });
    const realm = 'realm="my-domain/team"';
    expect(response.headers.get('www-authenticate')).toBe(`Bearer ${realm}, Basic ${realm}`);
    expect(await response.json()).toEqual({ message: 'Unauthorized' });
  });
});
