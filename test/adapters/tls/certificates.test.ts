import { X509Certificate } from 'node:crypto';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:tls';
import { describe, expect, test } from 'vitest';
import { type Certified, newAuthority, newKey, serverCertificate } from '../../../src/adapters/tls/certificates';
import { atEnd } from '../server/support';

const now = Date.now();
const hour = 60 * 60 * 1000;
const period = { notBefore: now - hour, notAfter: now + hour };
const authority = newAuthority('a test', ['amazonaws.com', 'on.aws'], period);
const api = 'codeartifact.us-west-2.amazonaws.com';

/** What a client says who trusts the authority, and connects to a server with such a certificate by a name. */
async function verified(host: string, certified: Certified, servername = host, ca = authority.certificate) {
  const key = newKey();
  const cert = serverCertificate(certified, 'a test', host, key, period);
  const server = createServer({ key: key.export({ type: 'pkcs8', format: 'pem' }), cert });
  server.on('tlsClientError', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  atEnd(() => server.close());
  const { port } = server.address() as AddressInfo;
  return new Promise<string>((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', servername, ca }, () => {
      resolve('trusted');
      socket.destroy();
    });
    socket.on('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'UNSPECIFIED' ? error.message : error.code!),
    );
  });
}

describe('certificates', () => {
  test('an authority vouches for names of the service, and for nothing else', async () => {
    expect(await verified(api, authority)).toBe('trusted');
    expect(await verified('my-domain-111122223333.codeartifact.us-west-2.on.aws', authority)).toBe('trusted');
    expect(await verified('example.com', authority)).toBe('permitted subtree violation');
    expect(await verified('amazonaws.com.example', authority)).toBe('permitted subtree violation');
    expect(await verified(api, authority, 'codeartifact.eu-west-1.amazonaws.com')).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
  });

  test('another authority of the same name is another', async () => {
    const other = newAuthority('a test', ['amazonaws.com'], period);
    expect(await verified(api, other)).not.toBe('trusted');
    expect(await verified(api, other, api, other.certificate)).toBe('trusted');
  });

  test('a server is no authority', async () => {
    const key = newKey();
    const certificate = serverCertificate(authority, 'a test', api, key, period);
    expect(new X509Certificate(certificate).ca).toBe(false);
    const below = { key, certificate };
    expect(await verified(api, below, api, authority.certificate + certificate)).not.toBe('trusted');
  });

  test('names longer than a common name may be are no difficulty', async () => {
    const host = `${'a'.repeat(50)}-111122223333.d.codeartifact.ap-southeast-2.amazonaws.com`;
    expect(await verified(host, authority)).toBe('trusted');
  });

  test('each has a number of its own, a time and a name', () => {
    const made = Array.from({ length: 50 }, () => {
      return new X509Certificate(serverCertificate(authority, 'a test', api, newKey(), period));
    });
    expect(new Set(made.map(({ serialNumber }) => serialNumber)).size).toBe(50);
    for (const { serialNumber, subjectAltName, issuer, validTo } of made) {
      expect(serialNumber).toMatch(/^[4-7][0-9A-F]{31}$/);
      expect([subjectAltName, issuer]).toEqual([`DNS:${api}`, 'CN=a test']);
      expect(Date.parse(validTo)).toBe(Math.floor(period.notAfter / 1000) * 1000);
    }
  });
});
