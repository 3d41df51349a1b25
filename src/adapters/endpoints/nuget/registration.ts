import { formats } from '../../../formats';
import type { ListedVersion } from '../../../resolution/listing';
import { type Answer, document } from '../answer';
import type { EndpointCall } from '../protocol';
import { noSuchPath } from '../refusals';
import { inPath, PackageAddresses } from './addresses';
import { catalogEntryOf } from './catalog-entry';
import { accepts, gzipped } from './gzip';
import { ascending, spelledId } from './versions';

/** All listed versions of a package with what their manifests say: one page, in the index itself (NUG-29, NUG-30). */
export async function registrationIndex(call: EndpointCall): Promise<Answer> {
  const { addresses, versions } = await read(call);
  const [lower, upper] = [versions[0]!, versions.at(-1)!].map(({ version }) => inPath(version));
  const page = {
    '@id': `${addresses.registration}#page/${lower}/${upper}`,
    '@type': 'catalog:CatalogPage',
    count: versions.length,
    items: versions.map((version) => leafOf(addresses, version)),
    lower,
    parent: addresses.registration,
    upper,
  };
  return compressed(call, { '@id': addresses.registration, count: 1, items: [page] });
}

/** One listed version. */
export async function registrationLeaf(call: EndpointCall): Promise<Answer> {
  const [, asked] = /^(.*)\.json$/i.exec(call.params.file!) ?? [];
  if (asked === undefined) throw noSuchPath(`/v3/registration4/${call.params.id}/${call.params.file}`);
  const { addresses, versions } = await read(call);
  const { versionIdentity } = formats.nuget;
  const version = versions.find(({ version }) => versionIdentity(version) === versionIdentity(asked)); // NUG-05
  if (!version) throw noSuchPath(`/v3/registration4/${call.params.id}/${call.params.file}`);
  const { '@id': id, packageContent, registration, catalogEntry } = leafOf(addresses, version);
  const { listed, published } = catalogEntry;
  return compressed(call, { '@id': id, listed, packageContent, published, registration });
}

async function read(call: EndpointCall) {
  const listing = await call.repository.list({ package: call.params.id! });
  return { addresses: new PackageAddresses(call, call.params.id!), versions: ascending(listing) };
}

function leafOf(addresses: PackageAddresses, version: ListedVersion) {
  const { version: number, publishedTime } = version;
  const packageContent = addresses.content(number);
  return {
    '@id': addresses.leaf(number),
    '@type': 'Package',
    catalogEntry: {
      '@id': addresses.leaf(number),
      '@type': 'PackageDetails',
      ...catalogEntryOf(version),
      id: spelledId(version, addresses.id),
      version: number,
      listed: true, // NUG-33
      packageContent,
      published: publishedTime === undefined ? undefined : timeOf(publishedTime),
    },
    packageContent,
    registration: addresses.registration,
  };
}

/** NUG-32. */
const timeOf = (milliseconds: number): string => new Date(milliseconds).toISOString().replace('Z', '+00:00');

/** NUG-34. */
async function compressed({ headers }: EndpointCall, value: unknown): Promise<Answer> {
  const text = JSON.stringify(value);
  const vary = { vary: 'Accept-Encoding' };
  const body = accepts(headers, 'gzip') ? await gzipped(text) : undefined;
  if (!body) return document('application/json', text, { headers: vary });
  return document('application/json', body, { headers: { ...vary, 'content-encoding': 'gzip' } });
}
