import { formats } from '../../../formats';
import type { ServiceError } from '../../../model/errors';
import { type Answer, asset, document, json, status } from '../answer';
import type { EndpointCall, Protocol, Refusal, Route } from '../protocol';
import { noSuchPath } from '../refusals';
import { type IndexedVersion, lineOf } from './index-line';
import { publicationOf } from './publication';

/** What stands in the body of a publication besides the crate file: the metadata, and the lengths of both. */
const mostMetadata = 16 * 1024 * 1024;

/** CRG-16, CRG-17, CRG-18. */
async function config({ base, repository }: EndpointCall): Promise<Answer> {
  await repository.check();
  const api = base.slice(0, -1);
  return json({ dl: `${api}/api/v1/crates`, api, 'auth-required': true });
}

/** The file of a crate in the sparse index: a line for each version, the oldest first (CRG-21). */
async function indexFile(call: EndpointCall, folder: string): Promise<Answer> {
  const crate = call.params.crate!;
  const path = `${folder}/${crate}`;
  if (path.toLowerCase() !== indexPath(crate)) throw noSuchPath(path);
  const versions = await versionsOf(call, crate);
  const text = versions.map(({ line }) => `${JSON.stringify(line)}\n`).join('');
  return document('text/plain', text); // CRG-28
}

/** Where the index has the file of a crate (CRG-20). */
function indexPath(crate: string): string {
  const name = crate.toLowerCase();
  if (name.length <= 2) return `${name.length}/${name}`;
  if (name.length === 3) return `3/${name[0]}/${name}`;
  return `${name.slice(0, 2)}/${name.slice(2, 4)}/${name}`;
}

/** CRG-30, CRG-31: the newest first. */
async function versions(call: EndpointCall): Promise<Answer> {
  const found = await versionsOf(call, call.params.crate!);
  const shown = found.map(({ line: { name: crate, vers: num, cksum: checksum, yanked }, publishedTime: time }) => {
    const created = time === undefined ? {} : { created_at: new Date(time).toISOString() };
    return { num, crate, yanked, checksum, ...created };
  });
  return json({ versions: shown.reverse() });
}

interface Listed {
  readonly line: IndexedVersion;
  /** Milliseconds since 1970. */
  readonly publishedTime?: number;
}

/** The versions of a crate with their lines: by the time of their publication, then by precedence (CRG-08). */
async function versionsOf({ repository }: EndpointCall, crate: string): Promise<Listed[]> {
  const isName = formats.cargo.nameFault(crate) === undefined;
  if (!isName) throw noSuchPath(crate); // CRG-27: 404, whatever the name
  const listing = await repository.list({ package: crate });
  const listed = listing.versions.flatMap((version): Listed[] => {
    const line = lineOf(crate, version);
    return line ? [{ line, publishedTime: version.publishedTime }] : [];
  });
  if (listed.length === 0) throw noSuchPath(crate);
  const { compareVersions } = formats.cargo;
  return listed.sort(
    (a, b) => (a.publishedTime ?? 0) - (b.publishedTime ?? 0) || compareVersions(a.line.vers, b.line.vers),
  );
}

/** CRG-29. */
async function download({ params, repository }: EndpointCall): Promise<Answer> {
  const { crate, version } = params;
  const name = `${crate}-${version}.crate`; // CRG-06
  const read = await repository.read({ package: crate!, version: version!, asset: name });
  return asset('application/x-tar', read); // as the public registry's files have it
}

/** CRG-33, CRG-35. */
async function publish({ body, repository }: EndpointCall): Promise<Answer> {
  await repository.publish(await publicationOf(await body(repository.mostBytes + mostMetadata)));
  const warnings = { invalid_categories: [], invalid_badges: [], other: [] };
  return status(200, 'application/json', JSON.stringify({ warnings }));
}

const inIndex = (path: string, folderOf: (params: EndpointCall['params']) => string): Route => ({
  method: 'GET',
  path,
  handle: (call) => indexFile(call, folderOf(call.params)),
});

/** CRG-32. */
const refusal = ({ message: detail }: ServiceError): Refusal => ({
  type: 'application/json',
  body: JSON.stringify({ errors: [{ detail }] }),
});

/**
 * The sparse index and the web API of Cargo. There is no search, no owners and no yanking (CRG-11, CRG-12): 404, as for
 * every other path (CRG-38).
 */
export const cargo: Protocol = {
  format: 'cargo',
  routes: [
    { method: 'GET', path: 'config.json', handle: config },
    { method: 'PUT', path: 'api/v1/crates/new', handle: publish },
    { method: 'GET', path: 'api/v1/crates/{crate}/versions', handle: versions },
    { method: 'GET', path: 'api/v1/crates/{crate}/{version}/download', handle: download },
    inIndex('1/{crate}', () => '1'),
    inIndex('2/{crate}', () => '2'),
    inIndex('{first}/{second}/{crate}', ({ first, second }) => `${first}/${second}`),
  ],
  refusal,
};
