import type { ListedVersion } from '../../../resolution/listing';
import { type Answer, json } from '../answer';
import type { EndpointCall } from '../protocol';
import { unacceptable } from '../refusals';
import { PackageAddresses } from './addresses';
import { type CatalogEntry, catalogEntryOf } from './catalog-entry';
import { ascending, isPrerelease, needsSemVer2, spelledId } from './versions';

/** A package with the versions that a search may show, and the highest of them. */
interface Hit {
  readonly stored: string;
  readonly id: string;
  readonly versions: readonly ListedVersion[];
  readonly latest: ListedVersion;
  readonly entry: CatalogEntry;
}

const defaultTake = 20;

/** NUG-35. */
export async function search(call: EndpointCall): Promise<Answer> {
  const hits = await hitsFor(call, ({ id, entry: { title, description, tags } }) => [id, title, description, tags]);
  return json({ totalHits: hits.length, data: pageOf(call, hits).map((hit) => shown(call, hit)) });
}

/** The ids that have a text in them, or the versions of an id (NUG-36). */
export async function autocomplete(call: EndpointCall): Promise<Answer> {
  const id = call.query.get('id');
  if (id === null) {
    const hits = await hitsFor(call, (hit) => [hit.id]);
    return json({ totalHits: hits.length, data: pageOf(call, hits).map((hit) => hit.id) });
  }
  const listing = await call.repository.list({ package: id });
  const versions = ascending(listing).filter(showable(call));
  return json({ data: versions.map(({ version }) => version) });
}

type Texts = readonly (string | readonly string[] | undefined)[];

/** The repository's own packages one of whose texts has `q` in it without case, by id. */
async function hitsFor(call: EndpointCall, textsOf: (hit: Hit) => Texts): Promise<readonly Hit[]> {
  const wanted = (call.query.get('q') ?? '').trim().toLowerCase();
  const packages = await call.repository.index({ own: true });
  return packages.flatMap(({ coordinates, listing }) => {
    const versions = ascending(listing).filter(showable(call));
    const latest = versions.at(-1);
    if (!latest) return [];
    const stored = coordinates.package;
    const hit = { stored, id: spelledId(latest, stored), versions, latest, entry: catalogEntryOf(latest) };
    const isHit = textsOf(hit)
      .flat()
      .some((text) => text?.toLowerCase().includes(wanted));
    return isHit ? [hit] : [];
  });
}

/** Which versions a client asks for: prereleases and those that need SemVer 2 only if it says so. */
function showable({ query }: EndpointCall): (version: ListedVersion) => boolean {
  const prerelease = query.get('prerelease')?.toLowerCase() === 'true';
  const semVer2 = Number.parseInt(query.get('semVerLevel') ?? '1', 10) >= 2;
  return (version) => (prerelease || !isPrerelease(version)) && (semVer2 || !needsSemVer2(version));
}

function pageOf({ query }: EndpointCall, hits: readonly Hit[]): readonly Hit[] {
  const skip = numberIn(query, 'skip') ?? 0;
  return hits.slice(skip, skip + (numberIn(query, 'take') ?? defaultTake));
}

function numberIn(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null || text === '') return undefined;
  if (!/^\d{1,9}$/.test(text)) throw unacceptable(`'${name}' must be a number of at most nine digits, not '${text}'.`);
  return Number(text);
}

function shown(call: EndpointCall, { stored, id, versions, latest, entry }: Hit) {
  const addresses = new PackageAddresses(call, stored);
  const { authors, description, iconUrl, licenseUrl, projectUrl, summary, tags, title } = entry;
  return {
    '@id': addresses.registration,
    '@type': 'Package',
    registration: addresses.registration,
    id,
    version: latest.version,
    description,
    summary,
    title,
    iconUrl,
    licenseUrl,
    projectUrl,
    tags,
    authors,
    totalDownloads: 0,
    verified: false,
    versions: versions.map(({ version }) => ({ '@id': addresses.leaf(version), version, downloads: 0 })),
  };
}
