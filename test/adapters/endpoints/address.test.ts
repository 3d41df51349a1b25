import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSimulator } from '../../../src/adapters/create-simulator';
import { addressOf, decoded, encoded, isFormat } from '../../../src/adapters/endpoints/address';

const place = { domain: 'my-domain', owner: '111122223333', repository: 'my-repo' };
const at = (url: string, host = new URL(url).hostname) => addressOf(new URL(url), host);

describe('the address of an endpoint', () => {
  test.each([
    ['END-02', 'my-domain-111122223333.d.codeartifact.us-west-2.amazonaws.com', 'us-west-2'],
    ['END-02', 'my-domain-111122223333.d.codeartifact.cn-north-1.amazonaws.com.cn', 'cn-north-1'],
    ['END-03', 'my-domain-111122223333.codeartifact.eu-central-1.on.aws', 'eu-central-1'],
    ['END-12', 'my-domain-111122223333.d.codeartifact.us-east-1.localhost', 'us-east-1'],
  ])('%s: the domain stands in the host %s', (_rule, host, region) => {
    const base = `https://${host}/npm/my-repo/`;
    expect(at(`${base}@x/y`)).toEqual({ ...place, format: 'npm', region, path: '@x/y', base });
  });

  test.each(['http://127.0.0.1:4566', 'https://vpce-1a.d.codeartifact.us-west-2.vpce.amazonaws.com'])(
    'END-11: at %s the domain stands in the path, and the host tells no Region',
    (origin) => {
      const base = `${origin}/npm/d/my-domain-111122223333/my-repo/`;
      expect(at(`${base}lodash/-/x.tgz`)).toEqual({ ...place, format: 'npm', path: 'lodash/-/x.tgz', base });
    },
  );

  test('END-12: the host is that of the Host header, whatever the URL was', () => {
    const host = 'my-domain-111122223333.d.codeartifact.us-west-2.amazonaws.com';
    expect(at('http://127.0.0.1:4566/npm/my-repo/x', host)).toMatchObject({ ...place, path: 'x' });
  });

  test('END-12: the same bytes come in both forms', async () => {
    const repositories = { 'my-repo': {} };
    const sim = createSimulator({ region: 'us-west-2', world: { domains: { 'my-domain': { repositories } } } });
    const result = sim.execute('GetAuthorizationToken', { domain: 'my-domain' });
    const authorization = result.ok ? result.output.authorizationToken! : '';
    const bodies = [];
    for (const base of [
      'http://127.0.0.1:4566/cargo/d/my-domain-111122223333/my-repo/',
      'https://my-domain-111122223333.d.codeartifact.us-west-2.amazonaws.com/cargo/my-repo/',
    ]) {
      const response = await sim.fetch(`${base}config.json`, { headers: { authorization } });
      bodies.push((await response.text()).replaceAll(base.slice(0, -1), '{E}'));
    }
    expect(bodies[0]).toBe(bodies[1]);
    expect(bodies[0]).toContain('{E}/api/v1/crates');
  });

  test('AUT-06: port 443 is the same as none', () => {
    const host = 'my-domain-111122223333.d.codeartifact.us-west-2.amazonaws.com';
    expect(at(`https://${host}:443/npm/my-repo/x`)).toEqual(at(`https://${host}/npm/my-repo/x`));
  });

  test('AUT-09: the slash behind the endpoint may be missing, or be there twice', () => {
    const base = 'http://127.0.0.1:4566/ruby/d/my-domain-111122223333/my-repo/';
    expect(at(base)).toMatchObject({ ...place, path: '', base });
    expect(at(base.slice(0, -1))).toEqual(at(base));
    expect(at(`${base}/versions`)).toEqual(at(`${base}versions`));
    const host = 'https://my-domain-111122223333.d.codeartifact.us-west-2.amazonaws.com';
    expect(at(`${host}/ruby/my-repo`)).toEqual(at(`${host}/ruby/my-repo/`));
    expect(at(`${host}/ruby/my-repo//versions`)).toEqual(at(`${host}/ruby/my-repo/versions`));
  });

  test.each([
    'http://127.0.0.1:4566/v1/domain',
    'http://127.0.0.1:4566/npm/d/my-domain/my-repo/',
    'http://127.0.0.1:4566/npm/d/my-domain-1/my-repo/x',
    'http://127.0.0.1:4566/npm/my-repo/x',
    `https://my-domain-111122223333.d.codeartifact.${'x'.repeat(51)}.amazonaws.com/npm/my-repo/`,
    'https://my-domain-111122223333.d.codeartifact.us-west-2.amazonaws.com.evil.example/npm/my-repo/',
  ])('END-12: %s is none', (url) => {
    expect(at(url)).toBeUndefined();
  });

  test('whatever the URL, there is an address or none', () => {
    const text = fc.oneof(fc.string(), fc.constantFrom('npm', 'd', 'a-111122223333', '%', '%2F', '..', '%ff', ''));
    fc.assert(
      fc.property(fc.array(text), fc.string(), (steps, host) => {
        const url = new URL('http://127.0.0.1:4566');
        url.pathname = `/${steps.join('/')}`;
        const address = addressOf(url, host);
        if (address) expect(address.base.endsWith('/')).toBe(true);
      }),
    );
  });

  test('any name is one step when it is encoded, and the same again when it can be', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(encoded(name)).toMatch(/^[^/?#]*$/);
        expect(decoded(encoded(name))).toBe(name.replace(/[\ud800-\udfff]/gu, '\ufffd'));
      }),
    );
    expect(encoded('a\ud800b')).toBe('a%EF%BF%BDb');
  });

  test('steps are decoded where they can be, and formats are the eight', () => {
    expect(['a%20b', 'a%', '%ff'].map(decoded)).toEqual(['a b', 'a%', '%ff']);
    expect(['npm', 'cargo', 'bogus', '__proto__', 'toString', ''].map(isFormat)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});
