import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isService, targetOfConnect, targetOfUrl } from '../../../src/adapters/tls/target';

const label = 'my-domain-111122223333';
const hosts = [
  'codeartifact.us-west-2.amazonaws.com',
  'codeartifact-fips.us-west-2.amazonaws.com',
  'codeartifact.us-west-2.api.aws',
  `${label}.d.codeartifact.us-west-2.amazonaws.com`,
  `${label}.codeartifact.us-west-2.on.aws`,
  'vpce-0123.d.codeartifact.us-west-2.vpce.amazonaws.com',
  'assets-787052242323-us-west-2.s3.us-west-2.amazonaws.com',
];

describe('where a client of the proxy wants to go', () => {
  test.each(hosts)('END-02 END-03 END-11 AUT-83: %s is the service', (host) => {
    for (const text of [host, host.toUpperCase(), `${host}.`]) {
      expect(targetOfConnect(`${text}:443`)).toEqual({ host, port: 443 });
      expect(targetOfUrl(`http://${text}/npm/`)).toEqual({ host, port: 80 });
    }
    expect([443, 80, 8443, 22].map((port) => isService({ host, port }))).toEqual([true, true, false, false]);
    expect(isService({ host: `${host}.example`, port: 443 })).toBe(false);
  });

  test.each(['localhost', '127.0.0.1', 's3.us-west-2.amazonaws.com', 'example.com', '::1'])('%s is not', (host) => {
    expect(isService({ host, port: 443 })).toBe(false);
  });

  test('addresses of IPv6 stand in brackets', () => {
    expect(targetOfConnect('[::1]:443')).toEqual({ host: '::1', port: 443 });
    expect(targetOfUrl('http://[::1]:8080/')).toEqual({ host: '::1', port: 8080 });
  });

  test.each([
    '',
    'example.com',
    'example.com:',
    ':443',
    'example.com:0',
    'example.com:65536',
    'example.com:443:443',
    'user@example.com:443',
    'example.com/x:443',
    'exam ple:443',
    '[::1:443',
    '::1:443',
    `${'a'.repeat(256)}:443`,
    'http://example.com:443',
    undefined,
  ])('CONNECT %s names nothing', (text) => expect(targetOfConnect(text)).toBeUndefined());

  test.each(['', '/', '*', 'https://example.com/', 'ftp://example.com/', 'http://', 'http://:80/', undefined])(
    "'%s' is no whole address of plain HTTP",
    (text) => expect(targetOfUrl(text)).toBeUndefined(),
  );

  test('nothing that is asked for breaks it, and what is found can be asked for', () => {
    const part = fc.oneof(fc.string(), fc.constantFrom('http://', '[', ']', ':', '@', '..', '%00', '\0', ...hosts));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), (parts) => {
        for (const target of [targetOfConnect(parts.join('')), targetOfUrl(parts.join(''))]) {
          if (!target) continue;
          expect(target.port).toBeGreaterThan(0);
          expect(target.port).toBeLessThan(65536);
          expect(target.host).not.toMatch(/[\s\0/@[\]]|\.$|[A-Z]/);
          isService(target);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
