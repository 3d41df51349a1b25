import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { packTar } from 'modern-tar';

const encoder = new TextEncoder();

/** A crate file as Cargo packs it: a gzipped tar with these files below `{name}-{version}/`. */
export async function packed(
  name: string,
  version: string,
  files: Readonly<Record<string, string>> = {},
): Promise<Uint8Array> {
  const toml = `[package]\nname = "${name}"\nversion = "${version}"\nedition = "2021"\n`;
  const all = Object.entries({ 'Cargo.toml': toml, 'src/lib.rs': '', ...files });
  const entries = all.map(([path, text]) => {
    const body = encoder.encode(text);
    return { header: { name: `${name}-${version}/${path}`, size: body.length, mtime: new Date(0) }, body };
  });
  return new Uint8Array(gzipSync(await packTar(entries)));
}

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The body of a publication, with the lengths that it has or with others (CRG-33). */
export function bodyOf(
  metadata: unknown,
  crate: Uint8Array,
  { json = 0, file = 0 }: { readonly json?: number; readonly file?: number } = {},
): Uint8Array {
  const text = typeof metadata === 'string' ? encoder.encode(metadata) : encoder.encode(JSON.stringify(metadata));
  const body = new Uint8Array(8 + text.length + crate.length);
  const view = new DataView(body.buffer);
  view.setUint32(0, text.length + json, true);
  body.set(text, 4);
  view.setUint32(4 + text.length, crate.length + file, true);
  body.set(crate, 8 + text.length);
  return body;
}

/** The body of a publication of a crate that is made for it. */
export const publicationOf = async (name: string, vers: string, more: object = {}, files = {}): Promise<Uint8Array> =>
  bodyOf({ name, vers, deps: [], features: {}, ...more }, await packed(name, vers, files));

/** Where the sparse index has a crate: an own spelling of CRG-20. */
export function indexPathOf(crate: string): string {
  const name = crate.toLowerCase();
  switch (name.length) {
    case 1:
      return `1/${name}`;
    case 2:
      return `2/${name}`;
    case 3:
      return `3/${name.charAt(0)}/${name}`;
    default:
      return [name.substring(0, 2), name.substring(2, 4), name].join('/');
  }
}
