import { blake2b } from '@noble/hashes/blake2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { pypi } from '../../../formats/pypi';
import { type Answer, status } from '../answer';
import { digestOf } from '../hashing';
import { type Part, partsOf } from '../multipart';
import type { EndpointCall } from '../protocol';
import { unacceptable } from '../refusals';
import { type CoreMetadata, firstOf, formMetadata, versionMetadata } from './core-metadata';
import { metadataIn } from './distribution';
import { written } from './file-manifest';

/** The room for all of a form but its file; whether that is too large the repository says (QUO-01). */
const mostOfForm = 16 * 1024 * 1024;

/** PYP-39. */
const required = [':action', 'protocol_version', 'metadata_version', 'name', 'version', 'filetype'] as const;

type Form = Readonly<Record<(typeof required)[number], string>>;

/** What a client sends with the file that nothing is kept of (PYP-50). */
const dropped = new Set(['content', 'gpg_signature', 'attestations']);

/** The legacy upload API: one file in a form (PYP-38). Refuses with 400 what is not complete, or no distribution. */
export async function upload(call: EndpointCall): Promise<Answer> {
  const parts = await partsOf(call, call.repository.mostBytes + mostOfForm);
  const texts = parts
    .filter(({ name = '' }) => !dropped.has(name))
    .map(({ name = '', text }) => [name, text()] as const);
  const form = formOf(texts);
  const { filename, bytes } = fileOf(parts);
  demandDigests(texts, bytes);
  const inside = await metadataIn(filename, bytes);
  const fields = inside ?? formMetadata(texts);
  const name = spelledBy(fields, form.name);
  const manifest = written(firstOf(fields, 'requires_python'));
  const assets = [{ name: filename, bytes, manifest }]; // PYP-08
  const { version } = form; // PYP-11
  await call.repository.publish({ package: name, version, assets, metadata: versionMetadata(fields) });
  return status(200); // PYP-43
}

type Texts = readonly (readonly [name: string, value: string])[];

const textOf = (texts: Texts, name: string): string | undefined => texts.find(([each]) => each === name)?.[1];

function formOf(texts: Texts): Form {
  const form: Record<string, string> = {};
  for (const name of required) {
    const value = textOf(texts, name);
    if (value === undefined || value === '') throw unacceptable(`The form must have a part '${name}'.`);
    form[name] = value;
  }
  const { ':action': action, protocol_version: protocol } = form;
  if (action !== 'file_upload') throw unacceptable(`:action must be 'file_upload', not '${action}'.`);
  if (protocol !== '1') throw unacceptable(`protocol_version must be '1', not '${protocol}'.`);
  return form as Form;
}

function fileOf(parts: readonly Part[]): { readonly filename: string; readonly bytes: Uint8Array } {
  const [part, ...more] = parts.filter(({ name }) => name === 'content');
  const { filename = '', bytes } = part ?? {};
  if (!bytes || more.length > 0 || filename === '') throw unacceptable("The form must have one file, in 'content'.");
  if (filename.includes('/')) throw unacceptable(`The name of a file has no folders: '${filename}'.`);
  return { filename, bytes };
}

const digests: Readonly<Record<string, (bytes: Uint8Array) => string>> = {
  md5_digest: (bytes) => digestOf('md5', bytes),
  sha256_digest: (bytes) => digestOf('sha256', bytes),
  blake2_256_digest: (bytes) => bytesToHex(blake2b(bytes, { dkLen: 32 })),
};

/** PYP-41. */
function demandDigests(texts: Texts, bytes: Uint8Array): void {
  for (const [name, compute] of Object.entries(digests)) {
    const given = textOf(texts, name)?.toLowerCase();
    if (given === undefined || given === '') continue;
    const found = compute(bytes);
    if (given !== found) throw unacceptable(`${name} is ${given}, but the content's is ${found}.`);
  }
}

/** VER-09: the name as the distribution writes it; that of the form may be another spelling of it (PYP-42). */
function spelledBy(fields: CoreMetadata, name: string): string {
  const own = firstOf(fields, 'name');
  return own !== undefined && pypi.normalizeName(own) === pypi.normalizeName(name) ? own : name;
}
