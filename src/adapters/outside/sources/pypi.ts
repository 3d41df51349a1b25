import { pypi } from '../../../formats/pypi';
import { ServiceError } from '../../../model/errors';
import type { VersionMetadata } from '../../../model/state';
import { versionMetadata } from '../../endpoints/pypi/core-metadata';
import { metadataIn } from '../../endpoints/pypi/distribution';
import { digestsOf, type FetchedFile } from '../integrity';
import type { PublicFile, PublicPackage, PublicRelease, SourceMaker } from '../source';
import { known, type Loose, looseIn, membersAt, objectsAt, textAt, timeOf } from './json';

const jsonType = 'application/vnd.pypi.simple.v1+json';
const accept = `${jsonType}, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.1`;

/** The Simple API: JSON where the repository has it, else HTML, which lacks sizes and times. */
export const pypiSource: SourceMaker = (registry) => ({
  listsAssets: true,
  package: async ({ package: name }) => {
    const project = pypi.normalizeName(name);
    const folder = registry.below(project);
    if (folder === undefined) return undefined;
    const address = `${folder}/`;
    const parse = (text: string, type: string) =>
      type.includes('json') ? inJson(project, looseIn(text), address) : inHtml(project, text, address);
    return registry.document(address, { accept, parse });
  },
  metadata: inFile,
});

/** What the metadata file inside says, as of a version that is published here (PYP-51 to PYP-58). */
async function inFile(name: string, { bytes }: FetchedFile): Promise<VersionMetadata | undefined> {
  try {
    const fields = await metadataIn(name, bytes);
    return fields && versionMetadata(fields);
  } catch (error) {
    if (error instanceof ServiceError) return undefined; // PyPI has files that would not be taken here
    throw error;
  }
}

/** A file as the page has it, and whether its version is yanked by it. */
interface Entry {
  readonly version: string;
  readonly file: PublicFile;
  readonly yanked: string | true | undefined;
}

function inJson(project: string, page: Loose, address: string): PublicPackage {
  if (!Array.isArray(page.files)) throw new Error('no list of files');
  const versions = Array.isArray(page.versions) ? page.versions.filter((each) => typeof each === 'string') : [];
  const entries = objectsAt(page, 'files').flatMap((given) => {
    const entry = entryOf(project, textAt(given, 'filename') ?? '', textAt(given, 'url') ?? '', address, {
      size: Number.isSafeInteger(given.size) ? (given.size as number) : undefined,
      hashes: digestsOf(membersAt(given, 'hashes')),
      requiresPython: textAt(given, 'requires-python'),
      uploadTime: textAt(given, 'upload-time'),
      yanked: given.yanked === true || given.yanked === '' ? true : textAt(given, 'yanked'),
    });
    return entry ? [entry] : [];
  });
  return { name: project, releases: releasesOf(entries, versions) };
}

function inHtml(project: string, page: string, address: string): PublicPackage {
  if (!/<!doctype html|<html|<a[\s>]/i.test(page)) throw new Error('no page of links');
  const entries = [...page.matchAll(/<a\s([^>]*)>([^<]*)<\/a>/gi)].flatMap(([, attributes = '', text = '']) => {
    const given = Object.fromEntries(
      [...attributes.matchAll(/([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, name = '', a, b]) => [
        name.toLowerCase(),
        unescaped(a ?? b ?? ''),
      ]),
    );
    const [href = '', fragment = ''] = (given.href ?? '').split('#');
    const yanked = given['data-yanked'];
    const entry = entryOf(project, unescaped(text).trim(), href, address, {
      hashes: digestsOf(Object.fromEntries(new URLSearchParams(fragment))),
      requiresPython: given['data-requires-python'],
      uploadTime: given['data-upload-time'],
      yanked: yanked === '' ? true : yanked,
    });
    return entry ? [entry] : [];
  });
  return { name: project, releases: releasesOf(entries, []) };
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#x27': "'" };
const unescaped = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|#39|#x27);/gi, (_, name: string) => entities[name.toLowerCase()]!);

interface Said {
  readonly size?: number;
  readonly hashes: PublicFile['asset']['hashes'];
  readonly requiresPython?: string;
  readonly uploadTime?: string;
  readonly yanked?: string | true;
}

function entryOf(project: string, name: string, url: string, address: string, said: Said): Entry | undefined {
  const version = versionIn(project, name);
  if (version === undefined || url === '' || !URL.canParse(url, address)) return undefined;
  const { size, hashes, requiresPython, uploadTime, yanked } = said;
  const manifest = known({ 'requires-python': requiresPython, 'upload-time': uploadTime });
  const asset = known({
    name,
    size,
    hashes,
    publishedTime: timeOf(uploadTime),
    manifest: Object.keys(manifest).length > 0 ? JSON.stringify(manifest) : undefined,
  });
  return { version, file: { asset, address: new URL(url, address).href }, yanked };
}

/** The version in the name of a wheel or an egg, or of a source distribution of this project. */
function versionIn(project: string, filename: string): string | undefined {
  if (pypi.assetFault(filename)) return undefined;
  const stem = filename.replace(/\.(?:whl|tar\.gz|tgz|zip|egg|tar\.bz2)$/, '');
  const isBuilt = /\.(?:whl|egg)$/.test(filename);
  const parts = stem.split('-');
  for (let length = 1; length < parts.length; length++) {
    if (pypi.normalizeName(parts.slice(0, length).join('-')) !== project) continue;
    const version = isBuilt ? parts[length] : parts.slice(length).join('-');
    if (version !== undefined && version !== '' && !pypi.versionFault(version)) return version;
  }
  return undefined;
}

/** The files by version; of texts that mean the same version the first counts, the page's own list before names. */
function releasesOf(entries: readonly Entry[], listed: readonly string[]): PublicRelease[] {
  const spellings = [...listed];
  const byVersion = new Map<string, Entry[]>();
  const spelled = new Map<string, string>();
  for (const entry of entries) {
    let version = spelled.get(entry.version);
    if (version === undefined) {
      version =
        spellings.find((other) => other === entry.version) ??
        spellings.find((other) => pypi.compareVersions(other, entry.version) === 0) ??
        entry.version;
      if (version === entry.version) spellings.push(version);
      spelled.set(entry.version, version);
    }
    byVersion.set(version, [...(byVersion.get(version) ?? []), entry]);
  }
  return [...byVersion].map(([version, all]) => {
    const times = all.flatMap(({ file }) => file.asset.publishedTime ?? []);
    const isYanked = all.every(({ yanked }) => yanked !== undefined);
    return {
      version,
      ...(times.length > 0 && { publishedTime: Math.min(...times) }),
      metadata: isYanked ? { yanked: all[0]!.yanked } : {},
      tags: [],
      files: all.map(({ file }) => file),
    };
  });
}
