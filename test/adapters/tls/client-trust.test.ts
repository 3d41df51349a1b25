import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { describe, expect, test } from 'vitest';
import { openAuthority } from '../../../src/adapters/tls/authority';
import { clientTrust } from '../../../src/adapters/tls/client-trust';
import { emptyFolder } from './support';

const hasKeytool = spawnSync('keytool', ['-help']).status === 0;
const own = openAuthority(emptyFolder());

describe('whom clients trust', () => {
  test('the authority first, then whom they trusted before, each once', async () => {
    const folder = emptyFolder();
    const [extra] = [join(folder, 'extra.pem')];
    const other = openAuthority(join(folder, 'other')).certificate;
    writeFileSync(
      extra,
      `# a comment\n${other.replaceAll('\n', '\r\n')}${rootCertificates[0]}\n${rootCertificates[0]}\n`,
    );
    const { bundleFile } = await clientTrust(own.certificateFile, { SSL_CERT_FILE: extra, AWS_CA_BUNDLE: extra });
    const blocks = readFileSync(bundleFile, 'utf8').match(/-----BEGIN[^-]+-----[^-]+-----END CERTIFICATE-----/g)!;
    expect(blocks[0]).toBe(own.certificate.trim());
    expect(blocks).toContain(other.trim());
    expect(new Set(blocks).size).toBe(blocks.length);
    expect(blocks.length).toBeGreaterThan(50);
    expect((await clientTrust(own.certificateFile, { SSL_CERT_FILE: '/absent' })).bundleFile).toBe(bundleFile);
    expect(readFileSync(bundleFile, 'utf8')).not.toContain(other.trim());
  });

  test('without a keytool there is no trust store', async () => {
    const { trustStoreFile } = await clientTrust(own.certificateFile, { PATH: emptyFolder() });
    expect(trustStoreFile).toBeUndefined();
  });

  test("Java's trust store has the authority beside Java's own, and is made once", async (context) => {
    if (!hasKeytool) context.skip('there is no keytool');
    const before = { PATH: process.env.PATH, JAVA_HOME: process.env.JAVA_HOME };
    const { trustStoreFile } = await clientTrust(own.certificateFile, before);
    const listed = execFileSync('keytool', [
      '-list',
      '-keystore',
      trustStoreFile!,
      '-storepass',
      'changeit',
    ]).toString();
    expect(listed).toContain('codeartifact-sim, ');
    expect(listed.match(/trustedCertEntry/g)!.length).toBeGreaterThan(1);
    const started = performance.now();
    expect((await clientTrust(own.certificateFile, before)).trustStoreFile).toBe(trustStoreFile);
    expect(performance.now() - started).toBeLessThan(500);
    const files = readdirSync(join(own.certificateFile, '..')).filter((name) => name.startsWith('java-'));
    expect(files).toHaveLength(1);
  });
});
