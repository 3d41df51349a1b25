import { createPrivateKey, X509Certificate } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { type Certified, newAuthority } from './certificates';
import { dataFolder, demandPrivateFile, ensurePrivateFolder } from './data-folder';

/** The certificate authority of this machine's user. */
export interface Authority extends Certified {
  /** The certificate alone, PEM: what clients are told to trust. */
  readonly certificateFile: string;
}

/** The common name of every authority that is made here. */
export const authorityName = 'codeartifact-sim (an authority of this machine alone)';

/** What the names of the service end in (API-02, END-02, END-03): more than these nobody can pretend to be. */
const domains = ['amazonaws.com', 'amazonaws.com.cn', 'api.aws', 'on.aws', 'api.amazonwebservices.com.cn'];

const day = 24 * 60 * 60 * 1000;
const lifetime = 2 * 365 * day;
/** An authority that would end sooner is replaced: a server may run for long. */
const least = 30 * day;

/**
 * The authority that lies in the folder; when there is none, or its time is nearly over, a new one is put there. Of
 * several processes that begin at once one makes it. Throws an Error when others could read its key, or when what
 * lies there is no authority.
 */
export function openAuthority(folder: string = dataFolder(), now = Date.now()): Authority {
  ensurePrivateFolder(folder);
  const file = join(folder, 'authority.pem'); // key and certificate in one, so that they always belong together
  let certified = readIn(file);
  if (!certified || validTo(certified) - now < least) {
    replaceBy(
      file,
      newAuthority(authorityName, domains, { notBefore: now - day, notAfter: now + lifetime }),
      certified,
    );
    certified = readIn(file)!;
  }
  const certificateFile = join(folder, 'ca.pem');
  if (textIn(certificateFile) !== certified.certificate) writeWhole(certificateFile, certified.certificate, 0o644);
  return { ...certified, certificateFile };
}

const validTo = ({ certificate }: Certified): number => Date.parse(new X509Certificate(certificate).validTo);

/** Puts a new authority in the place of one that has had its time; a missing one only when nobody else was faster. */
function replaceBy(file: string, { key, certificate }: Certified, old: Certified | undefined): void {
  const text = `${key.export({ type: 'pkcs8', format: 'pem' })}${certificate}`;
  if (old) {
    writeWhole(file, text, 0o600);
    return;
  }
  const draft = draftOf(file);
  writeFileSync(draft, text, { mode: 0o600, flag: 'wx' });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
}

function readIn(file: string): Certified | undefined {
  const text = textIn(file);
  if (text === undefined) return undefined;
  demandPrivateFile(file);
  try {
    const key = createPrivateKey(text);
    const [certificate = ''] = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n/.exec(text) ?? [];
    const read = new X509Certificate(certificate);
    if (read.ca && read.checkPrivateKey(key)) return { certificate, key };
  } catch {} // what is wrong with it does not matter
  throw new Error(`${file} holds no certificate authority and its key; without the file a new one is made`);
}

/** The text of a file; undefined when there is no such file. */
export function textIn(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Writes a file so that nobody ever reads a part of it. */
export function writeWhole(file: string, content: string | Uint8Array, mode: number): void {
  const draft = draftOf(file);
  writeFileSync(draft, content, { mode, flag: 'wx' });
  renameSync(draft, file);
}

let drafts = 0;
const draftOf = (file: string): string => `${file}.${process.pid}-${drafts++}`;
