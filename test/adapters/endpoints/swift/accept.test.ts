import { describe, expect, test } from 'vitest';
import { Endpoint } from '../support';
import { publish } from './archives';

const vendor = 'application/vnd.swift.registry';

describe('Accept', () => {
  test.each([
    ['', `${vendor}.v1+json`, 200],
    ['', `${vendor}+json`, 200],
    ['', `${vendor}.v1`, 200],
    ['', 'application/json', 200],
    ['', '*/*', 200],
    ['', 'text/html, */*;q=0.1', 200],
    ['', `${vendor}.v2+json`, 400],
    ['', `${vendor}.v1.1+json`, 400],
    ['', `${vendor}.vx+json`, 400],
    ['', `${vendor}.v2+json, ${vendor}.v1+json`, 200],
    ['', `${vendor}.v1+zip`, 415],
    ['', `${vendor}.v1+yaml`, 415],
    ['', 'text/html', 415],
    ['/1.0.0', `${vendor}.v1+json`, 200],
    ['/1.0.0', `${vendor}.v1+swift`, 415],
    ['/1.0.0/Package.swift', `${vendor}.v1+swift`, 200],
    ['/1.0.0/Package.swift', 'text/x-swift', 200],
    ['/1.0.0/Package.swift', `${vendor}.v1+json`, 415],
    ['/1.0.0/Package.swift', `${vendor}.v3+swift`, 400],
    ['/1.0.0.zip', `${vendor}.v1+zip`, 200],
    ['/1.0.0.zip', 'application/*', 200],
    ['/1.0.0.zip', `${vendor}.v1+json`, 415],
    ['/1.0.0.zip', `${vendor}.v2+zip`, 400],
  ])('SWF-30: of LinkedList%s as %s is answered %i', async (path, accept, status) => {
    const endpoint = new Endpoint('swift');
    await publish(endpoint, 'mona/LinkedList/1.0.0');
    const response = await endpoint.ask(`mona/LinkedList${path}`, { headers: { accept } });
    expect(response.status).toBe(status);
    expect(response.headers.get('content-version')).toBe('1');
  });

  test.each([
    [`${vendor}.v2+json`, 400],
    [`${vendor}.v1+zip`, 415],
  ])('SWF-30: a publication that takes %s is refused with %i', async (accept, status) => {
    const endpoint = new Endpoint('swift');
    const headers = { 'content-type': 'multipart/form-data; boundary=b', accept };
    expect((await publish(endpoint, 'mona/LinkedList/1.0.0', {}, { headers })).status).toBe(status);
  });

  test.each(['', '/1.0.0', '/1.0.0/Package.swift', '/1.0.0.zip'])('SWF-31: need not be there, at %j', async (path) => {
    const endpoint = new Endpoint('swift');
    await publish(endpoint, 'mona/LinkedList/1.0.0');
    const response = await endpoint.ask(`mona/LinkedList${path}`);
    expect([response.status, response.headers.get('content-version')]).toEqual([200, '1']);
  });
});
