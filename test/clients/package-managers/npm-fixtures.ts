/** Packages of npm as tests make them: tarballs, what npmjs says of them, and what clients send to publish them. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { packTar } from 'modern-tar';
import type { SimulatorFact } from '../../../src';

/** A package.json. */
export interface PackageJson {
  readonly name: string;
  readonly version: string;
  readonly [member: string]: unknown;
}

/** The tarball of a package with these files besides its package.json; an index.js tells its name and version. */
export async function tarballOf(manifest: PackageJson, files: Readonly<Record<string, string>> = {}) {
  const contents = {
    'package.json': JSON.stringify(manifest),
    'index.js': `module.exports = '${manifest.name} ${manifest.version}';\n`,
    ...files,
  };
  const entries = Object.entries(contents).map(([name, text]) => {
    const body = Buffer.from(text);
    return { header: { name: `package/${name}`, size: body.length, mtime: new Date(0) }, body };
  });
  return new Uint8Array(gzipSync(await packTar(entries)));
}

/** The scope, without its `@`, and the name. */
export function coordinatesOf(name: string): { readonly namespace?: string; readonly package: string } {
  const [, namespace, scoped] = /^@(.+)\/(.+)$/.exec(name) ?? [];
  return namespace === undefined ? { package: name } : { namespace, package: scoped! };
}

/** A version that npmjs offers, with its bytes. */
export async function publicVersion(
  manifest: PackageJson,
  more: { readonly tags?: readonly string[]; readonly publishedTime?: number } = {},
): Promise<SimulatorFact> {
  const { name, version } = manifest;
  return {
    type: 'public version',
    connection: 'public:npmjs',
    ...coordinatesOf(name),
    version,
    assets: [{ name: 'package.tgz', bytes: await tarballOf(manifest) }],
    metadata: { manifest: JSON.stringify(manifest) },
    ...more,
  };
}

const digest = (algorithm: string, bytes: Uint8Array) => createHash(algorithm).update(bytes);

/** What `npm publish` sends, as libnpmpublish makes it. */
export function publication(manifest: PackageJson, bytes: Uint8Array, tag = 'latest') {
  const { name, version } = manifest;
  const dist = {
    integrity: `sha512-${digest('sha512', bytes).digest('base64')}`,
    shasum: digest('sha1', bytes).digest('hex'),
    tarball: `http://localhost/${name}/-/${name}-${version}.tgz`,
  };
  return {
    _id: name,
    name,
    description: manifest.description,
    'dist-tags': { [tag]: version },
    versions: { [version]: { ...manifest, _id: `${name}@${version}`, _nodeVersion: '20.20.2', dist } },
    access: null,
    _attachments: {
      [`${name}-${version}.tgz`]: {
        content_type: 'application/octet-stream',
        data: Buffer.from(bytes).toString('base64'),
        length: bytes.length,
      },
    },
  };
}
