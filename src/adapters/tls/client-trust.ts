import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  copyFileSync,
  existsSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import process from 'node:process';
import { rootCertificates } from 'node:tls';
import { promisify } from 'node:util';
import { type ClientTrust, trustStorePassword } from '../env/client-environment';
import type { Variables } from '../environment';
import { textIn, writeWhole } from './authority';

/** Where systems keep the authorities that they trust, in PEM. */
const systemBundles = [
  '/etc/ssl/certs/ca-certificates.crt', // Debian, Arch
  '/etc/pki/tls/certs/ca-bundle.crt', // Fedora
  '/etc/ssl/ca-bundle.pem', // SUSE
  '/etc/ssl/cert.pem', // Alpine, macOS, the BSDs
];

/** Variables by which clients are told of a bundle: what they trusted before they go on trusting. */
const bundleVariables = [
  'SSL_CERT_FILE',
  'AWS_CA_BUNDLE',
  'REQUESTS_CA_BUNDLE',
  'CURL_CA_BUNDLE',
  'NODE_EXTRA_CA_CERTS',
  'PIP_CERT',
  'GIT_SSL_CAINFO',
  'CARGO_HTTP_CAINFO',
  'npm_config_cafile',
];

/**
 * Writes into the folder of the authority's certificate what each kind of client needs to trust it beside whom it
 * trusts already: a bundle in PEM, and a trust store of Java's where there is a keytool to make it.
 */
export async function clientTrust(certificateFile: string, before: Variables): Promise<ClientTrust> {
  const folder = dirname(certificateFile);
  const bundleFile = join(folder, 'ca-bundle.pem');
  const bundle = bundleOf(readFileSync(certificateFile, 'utf8'), before);
  if (textIn(bundleFile) !== bundle) writeWhole(bundleFile, bundle, 0o644);
  return { certificateFile, bundleFile, trustStoreFile: await trustStore(certificateFile, before) };
}

/** Each certificate once, the authority's own first. */
function bundleOf(own: string, before: Variables): string {
  const told = bundleVariables.map((name) => before[name]).filter((file) => file !== undefined && existsSync(file));
  const system = systemBundles.find((file) => existsSync(file));
  const texts = [...(system ? [system] : []), ...told].map((file) => readFileSync(file!, 'utf8'));
  const trusted = system ? texts : [...texts, ...rootCertificates];
  const blocks = [own, ...trusted].flatMap((text) => text.match(certificateBlock) ?? []);
  return `${[...new Set(blocks.map((block) => block.replaceAll('\r\n', '\n')))].join('\n')}\n`;
}

const certificateBlock = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Java's own trust store and the authority; undefined where there is no keytool, or none that can make it. */
async function trustStore(certificateFile: string, before: Variables): Promise<string | undefined> {
  const keytool = keytoolIn(before);
  const original = keytool && trustStoreOf(keytool);
  if (!original) return undefined;
  const digest = createHash('sha256')
    .update(readFileSync(certificateFile))
    .update(readFileSync(original))
    .digest('hex');
  const file = join(dirname(certificateFile), `java-truststore-${digest.slice(0, 16)}`);
  if (existsSync(file)) return file;
  const draft = `${file}.${process.pid}`;
  try {
    copyFileSync(original, draft);
    const what = ['-importcert', '-noprompt', '-alias', 'codeartifact-sim', '-file', certificateFile];
    await promisify(execFile)(keytool, [...what, '-keystore', draft, '-storepass', trustStorePassword], {
      timeout: 60_000,
      env: { ...process.env, JAVA_TOOL_OPTIONS: undefined },
    });
    renameSync(draft, file);
    return file;
  } catch {
    rmSync(draft, { force: true });
    return undefined;
  }
}

function keytoolIn({ JAVA_HOME, PATH }: Variables): string | undefined {
  const name = process.platform === 'win32' ? 'keytool.exe' : 'keytool';
  const folders = [...(JAVA_HOME ? [join(JAVA_HOME, 'bin')] : []), ...(PATH ?? '').split(delimiter).filter(Boolean)];
  return folders.map((folder) => join(folder, name)).find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Beside the programs of a Java there is its trust store. */
function trustStoreOf(keytool: string): string | undefined {
  const home = dirname(dirname(realpathSync(keytool)));
  const places = [join(home, 'lib'), join(home, 'jre', 'lib')].map((lib) => join(lib, 'security', 'cacerts'));
  return places.find((file) => existsSync(file));
}
