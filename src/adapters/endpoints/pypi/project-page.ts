import { orderKey } from '../../../formats/pypi-order';
import type { PublicAsset } from '../../../model/state';
import type { Listing } from '../../../resolution/listing';
import { encoded } from '../address';
import { manifestOf } from './file-manifest';
import type { PageType } from './negotiate';

/** A file on the page of a project, in the words of the Simple API 1.1 (PYP-21). What is not known is left out. */
interface FileEntry {
  readonly filename: string;
  readonly url: string;
  readonly hashes: { readonly sha256?: string; readonly md5?: string };
  readonly 'requires-python'?: string;
  readonly size?: number;
  readonly 'upload-time'?: string;
  readonly yanked: string | boolean;
}

/** The page of a project in one of its types (PYP-20, PYP-26). The name is the normalised one. */
export const projectPage = (type: PageType, name: string, listing: Listing): string =>
  type === 'application/vnd.pypi.simple.v1+json' ? jsonPage(name, listing) : htmlPage(name, listing);

function jsonPage(name: string, listing: Listing): string {
  const versions = listing.versions.map(({ version }) => ({ version, key: orderKey(version) })).sort(byKey);
  return JSON.stringify({
    meta: { 'api-version': '1.1' },
    name,
    versions: versions.map(({ version }) => version),
    files: filesOf(listing),
  });
}

function htmlPage(name: string, listing: Listing): string {
  const title = `Links for ${escaped(name)}`;
  const head = `<meta charset="utf-8">\n<meta name="pypi:repository-version" content="1.1">\n<title>${title}</title>`;
  const anchors = filesOf(listing).map((file) => `${anchorOf(file)}<br>\n`);
  const body = `<h1>${title}</h1>\n${anchors.join('')}`;
  return `<!DOCTYPE html>\n<html>\n<head>\n${head}\n</head>\n<body>\n${body}</body>\n</html>\n`;
}

function anchorOf(file: FileEntry): string {
  const { filename, url, hashes, yanked } = file;
  const [algorithm, digest] = Object.entries(hashes).find(([, value]) => value !== undefined) ?? [];
  const attributes = {
    href: digest === undefined ? url : `${url}#${algorithm}=${digest}`,
    'data-requires-python': file['requires-python'],
    'data-yanked': yanked === false ? undefined : yanked === true ? '' : yanked,
    'data-upload-time': file['upload-time'],
  };
  const shown = Object.entries(attributes).filter(([, value]) => value !== undefined);
  return `<a ${shown.map(([key, value]) => `${key}="${escaped(value!)}"`).join(' ')}>${escaped(filename)}</a>`;
}

/** The files of all versions, by version in the order of PEP 440, then by name (PYP-27). */
function filesOf({ versions }: Listing): readonly FileEntry[] {
  const files = versions.flatMap(({ version, publishedTime, assets, metadata }) => {
    const key = orderKey(version);
    const { yanked } = metadata;
    return assets.map((asset) => ({ key, version, name: asset.name, asset, publishedTime, yanked }));
  });
  return files.sort(byKey).map(({ version, asset, publishedTime, yanked }) => ({
    filename: asset.name,
    url: `${encoded(version)}/${encoded(asset.name)}`, // PYP-22
    hashes: { sha256: asset.hashes['SHA-256'], md5: asset.hashes.MD5 },
    'requires-python': manifestOf(asset)['requires-python'],
    size: asset.size,
    'upload-time': uploadTime(asset, publishedTime),
    yanked: yanked === undefined ? false : yanked || true, // PYP-25: a reason, or none
  }));
}

/** PYP-23. */
function uploadTime(asset: PublicAsset, publishedTime: number | undefined): string | undefined {
  const time = asset.publishedTime ?? publishedTime;
  return manifestOf(asset)['upload-time'] ?? (time === undefined ? undefined : new Date(time).toISOString());
}

interface Keyed {
  readonly key: string;
  readonly name?: string;
  readonly version: string;
}

function byKey(a: Keyed, b: Keyed): number {
  return compared(a.key, b.key) || compared(a.name ?? '', b.name ?? '') || compared(a.version, b.version);
}

const compared = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => entities[character]!);
