import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { packTar } from 'modern-tar';

const encoder = new TextEncoder();

/** The headers of a metadata file, and its description. */
export const metadataText = (headers: readonly (readonly [string, string])[], description = ''): string =>
  `${headers.map(([name, value]) => `${name}: ${value}\n`).join('')}\n${description}`;

/** A wheel with this METADATA. */
export const wheelOf = (metadata: string, folder = 'hello-1.0'): Uint8Array =>
  zipSync({
    'hello.py': encoder.encode('print("hello")\n'),
    [`${folder}.dist-info/METADATA`]: encoder.encode(metadata),
    [`${folder}.dist-info/WHEEL`]: encoder.encode('Wheel-Version: 1.0\n'),
  });

/** A gzipped tar with these files. */
export async function tarballOf(files: Readonly<Record<string, string>>): Promise<Uint8Array> {
  const entries = Object.entries(files).map(([name, text]) => {
    const body = encoder.encode(text);
    return { header: { name, size: body.length }, body };
  });
  return gzipSync(await packTar(entries));
}

/** A source distribution with this PKG-INFO. */
export const sdistOf = (metadata: string, folder = 'hello-1.0'): Promise<Uint8Array> =>
  tarballOf({ [`${folder}/PKG-INFO`]: metadata, [`${folder}/${folder}.egg-info/PKG-INFO`]: 'Name: other\n' });

export const digest = (algorithm: string, content: Uint8Array | string): string =>
  createHash(algorithm).update(content).digest('hex');

/** What twine sends, but for what is said otherwise; null leaves a part out, and a list gives one for each value. */
export type FormChanges = Readonly<Record<string, string | null | readonly string[]>>;

/** The form of an upload. */
export function formOf(filename: string | undefined, bytes: Uint8Array, changes: FormChanges = {}): FormData {
  const fields: FormChanges = {
    ':action': 'file_upload',
    protocol_version: '1',
    metadata_version: '2.1',
    name: 'hello',
    version: '1.0',
    filetype: 'bdist_wheel',
    pyversion: 'py3',
    sha256_digest: digest('sha256', bytes),
    ...changes,
  };
  const form = new FormData();
  for (const [name, given] of Object.entries(fields)) {
    for (const value of given === null ? [] : [given].flat()) form.append(name, value);
  }
  if (filename !== undefined) form.append('content', new Blob([bytes as Uint8Array<ArrayBuffer>]), filename);
  return form;
}

/** The page of a project, as far as it is JSON. */
export interface Page {
  readonly name: string;
  readonly versions: readonly string[];
  readonly files: readonly PageFile[];
}

export interface PageFile {
  readonly filename: string;
  readonly url: string;
  readonly hashes: Readonly<Record<string, string>>;
  readonly 'requires-python'?: string;
  readonly size?: number;
  readonly 'upload-time'?: string;
  readonly yanked: string | boolean;
}

/** What a refusal says. */
export const messageOf = async (response: Response): Promise<string> =>
  ((await response.json()) as { readonly message: string }).message;
