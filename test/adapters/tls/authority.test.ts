import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { root } from '../../../scripts/rulebook/files';
import { openAuthority, writeWhole } from '../../../src/adapters/tls/authority';
import { emptyFolder } from './support';

const day = 24 * 60 * 60 * 1000;

describe('the authority of a user', () => {
  test('is made once, and its certificate lies beside it', () => {
    const folder = emptyFolder();
    const made = openAuthority(folder);
    const again = openAuthority(folder);
    expect(again.certificate).toBe(made.certificate);
    expect(again.key.equals(made.key)).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(['authority.pem', 'ca.pem']);
    expect(readFileSync(made.certificateFile, 'utf8')).toBe(made.certificate);
    expect(made.certificate).not.toContain('PRIVATE');
    const { ca, subject, validTo, validFrom } = new X509Certificate(made.certificate);
    expect([ca, subject]).toEqual([true, 'CN=codeartifact-sim (an authority of this machine alone)']);
    expect((Date.parse(validTo) - Date.parse(validFrom)) / day).toBe(2 * 365 + 1);
  });

  test('nobody else can read its key', () => {
    const folder = emptyFolder();
    openAuthority(folder);
    const file = join(folder, 'authority.pem');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    chmodSync(file, 0o644);
    expect(() => openAuthority(folder)).toThrow(`others can read or write ${file} (mode 644)`);
  });

  test('it is replaced when its time is nearly over, and not before', () => {
    const folder = emptyFolder();
    const now = Date.parse('2026-09-01T00:00:00Z');
    const first = openAuthority(folder, now);
    expect(openAuthority(folder, now + 699 * day).certificate).toBe(first.certificate);
    const second = openAuthority(folder, now + 701 * day);
    expect(second.certificate).not.toBe(first.certificate);
    expect(readFileSync(second.certificateFile, 'utf8')).toBe(second.certificate);
    expect(new X509Certificate(second.certificate).checkPrivateKey(second.key)).toBe(true);
  });

  test.each(['', 'rubbish', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n'])(
    'a file that holds none is not overwritten: %j',
    (text) => {
      const folder = emptyFolder();
      const file = join(folder, 'authority.pem');
      writeWhole(file, text, 0o600);
      expect(() => openAuthority(folder)).toThrow(`${file} holds no certificate authority and its key`);
      expect(readFileSync(file, 'utf8')).toBe(text);
    },
  );

  test('a key and the certificate of another are none', () => {
    const [one, other] = [emptyFolder(), emptyFolder()].map((folder) => {
      openAuthority(folder);
      return join(folder, 'authority.pem');
    }) as [string, string];
    const [key] = readFileSync(one, 'utf8').split('-----BEGIN CERTIFICATE');
    const [, certificate] = readFileSync(other, 'utf8').split('-----BEGIN CERTIFICATE');
    writeFileSync(one, `${key}-----BEGIN CERTIFICATE${certificate}`);
    expect(() => openAuthority(join(one, '..'))).toThrow('holds no certificate authority and its key');
  });

  test('the certificate for clients comes back when it was deleted or changed', () => {
    const folder = emptyFolder();
    const { certificateFile, certificate } = openAuthority(folder);
    writeFileSync(certificateFile, 'changed');
    openAuthority(folder);
    expect(readFileSync(certificateFile, 'utf8')).toBe(certificate);
  });

  test('programs that begin at once have the same', async () => {
    const folder = join(emptyFolder(), 'data');
    const program = `import { openAuthority } from '${join(root, 'src/adapters/tls/authority.ts')}';
      console.log(openAuthority(${JSON.stringify(folder)}).certificate);`;
    const args = ['--import', 'tsx', '--input-type=module', '--eval', program];
    const run = async () => (await promisify(execFile)(process.execPath, args, { cwd: root })).stdout;
    const certificates = await Promise.all([run(), run(), run()]);
    expect(new Set(certificates).size).toBe(1);
    expect(readdirSync(folder).sort()).toEqual(['authority.pem', 'ca.pem']);
  });
});
