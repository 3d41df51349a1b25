import { describe, expect, test } from 'vitest';
import { Endpoint } from '../support';
import { publish } from './archives';

describe('login', () => {
  test('SWF-16: with a good token is answered 200, without one 401', async () => {
    const endpoint = new Endpoint('swift');
    const response = await endpoint.ask('login', { method: 'POST' });
    expect([response.status, await response.text(), response.headers.get('content-version')]).toEqual([200, '', '1']);
    for (const authorization of [null, 'Bearer nothing', `Bearer ${endpoint.token('other-domain')}`]) {
      expect((await endpoint.ask('login', { method: 'POST', authorization })).status).toBe(401);
    }
    expect((await endpoint.ask('login')).status).toBe(405);
  });

  test('SWF-16: of a repository that is not there is not found', async () => {
    expect((await new Endpoint('swift').ask('login', { method: 'POST', repository: 'nowhere' })).status).toBe(404);
  });
});

describe('refusals', () => {
  test.each([
    ['GET', 'mona/none', 404, 'Not Found'],
    ['GET', 'mona', 404, 'Not Found'],
    ['GET', 'mona/linkedlist/1.0.0/Package@swift-5.swift', 404, 'Not Found'],
    ['GET', 'mona/linkedlist/1.0.0/Package.swift/more', 404, 'Not Found'],
    ['GET', '', 404, 'Not Found'],
    ['DELETE', 'mona/linkedlist/1.0.0', 405, 'Method Not Allowed'],
    ['PUT', 'mona/linkedlist', 405, 'Method Not Allowed'],
    ['POST', 'identifiers', 405, 'Method Not Allowed'],
    ['GET', 'identifiers', 400, 'Bad Request'],
  ])('SWF-19, AUT-67, AUT-69: %s %s is answered with a problem document of %i', async (method, path, status, title) => {
    const response = await new Endpoint('swift').ask(path, { method });
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(response.headers.get('content-version')).toBe('1');
    expect(await response.json()).toEqual({ status, title, detail: expect.any(String) });
  });

  test('SWF-19: without token too', async () => {
    const response = await new Endpoint('swift').ask('mona/LinkedList', { authorization: null });
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toEqual({ status: 401, title: 'Unauthorized', detail: expect.any(String) });
  });
});

describe('status', () => {
  const mona = { namespace: 'mona', package: 'linkedlist' };
  const paths = {
    releases: 'mona/LinkedList',
    metadata: 'mona/LinkedList/1.0.0',
    manifest: 'mona/LinkedList/1.0.0/Package.swift',
    archive: 'mona/LinkedList/1.0.0.zip',
  };
  const answers = async (endpoint: Endpoint) =>
    Object.fromEntries(
      await Promise.all(
        Object.entries(paths).map(async ([name, path]) => [name, (await endpoint.ask(path)).status] as const),
      ),
    );

  test('SWF-49: an Unlisted version is not among the releases, and is served', async () => {
    const endpoint = new Endpoint('swift');
    await publish(endpoint, paths.metadata);
    expect(await answers(endpoint)).toEqual({ releases: 200, metadata: 200, manifest: 200, archive: 200 });
    endpoint.setStatus(mona, '1.0.0', 'Unlisted');
    expect(await answers(endpoint)).toEqual({ releases: 404, metadata: 200, manifest: 200, archive: 200 });
  });

  test.each(['Archived', 'Disposed'] as const)('SWF-50: a version that is %s is not served', async (status) => {
    const endpoint = new Endpoint('swift');
    await publish(endpoint, paths.metadata);
    await publish(endpoint, 'mona/LinkedList/2.0.0');
    if (status === 'Archived') endpoint.setStatus(mona, '1.0.0', status);
    else {
      const at = { domain: 'my-domain', repository: 'team', format: 'swift', ...mona } as const;
      endpoint.simulator.execute('DisposePackageVersions', { ...at, versions: ['1.0.0'] });
    }
    expect(await answers(endpoint)).toEqual({ releases: 200, metadata: 404, manifest: 404, archive: 404 });
    const { releases } = (await (await endpoint.ask(paths.releases)).json()) as { releases: object };
    expect(Object.keys(releases)).toEqual(['2.0.0']);
  });
});
