import { formats } from '../../../formats';
import { ServiceError } from '../../../model/errors';
import type { Answer } from '../answer';
import type { EndpointCall } from '../protocol';
import { noSuchPath, unacceptable } from '../refusals';
import { demandAccepted } from './accept';
import { type Link, swiftJson } from './headers';
import { addressOf, identifierOf, packageOf, readRelease, releaseOf, repositoryURLs } from './release';

/** The listed versions of a package, the highest first (SWF-20, SWF-21). */
export async function releaseList(call: EndpointCall): Promise<Answer> {
  demandAccepted(call.headers, 'json');
  const versions = await listed(call);
  const address = addressOf(call);
  const releases = Object.fromEntries(versions.map((version) => [version, { url: `${address}/${version}` }]));
  return swiftJson({ releases }, [{ url: `${address}/${versions[0]}`, rel: 'latest-version' }]);
}

/** What is known of one version, listed or not (SWF-23, SWF-24). */
export async function releaseMetadata(call: EndpointCall, asked: string): Promise<Answer> {
  demandAccepted(call.headers, 'json');
  const { asset, version: record } = await readRelease(call, asked, false);
  const { metadata, signing } = releaseOf(record.metadata);
  const archive = { name: 'source-archive', type: 'application/zip', checksum: asset.hashes['SHA-256'] };
  const body = {
    id: identifierOf(record.metadata, packageOf(call)),
    version: record.version,
    resources: [signing ? { ...archive, signing } : archive],
    metadata,
    publishedAt: new Date(record.publishedTime).toISOString(),
  };
  return swiftJson(body, linksOf(addressOf(call), await listedIfAny(call), record.version));
}

/** The packages whose metadata names a repository's address (SWF-29). */
export async function identifiers(call: EndpointCall): Promise<Answer> {
  demandAccepted(call.headers, 'json');
  const url = call.query.get('url');
  if (!url) throw unacceptable('The address of a repository is missing: ask with ?url=.');
  const packages = await call.repository.index();
  const found = packages.flatMap(({ coordinates, listing }) => {
    const version = listing.versions.find(({ metadata }) => repositoryURLs(releaseOf(metadata)).includes(url));
    return version ? [identifierOf(version.metadata, coordinates)] : [];
  });
  if (found.length === 0) throw noSuchPath(`identifiers?url=${url}`);
  return swiftJson({ identifiers: found });
}

/** The listed versions in descending precedence; never none (SWF-22). */
async function listed(call: EndpointCall): Promise<readonly string[]> {
  const { versions } = await call.repository.list(packageOf(call));
  return versions.map(({ version }) => version).sort((a, b) => formats.swift.compareVersions(b, a));
}

/** The same for a version that is there, and so may be the only one and not listed. */
async function listedIfAny(call: EndpointCall): Promise<readonly string[]> {
  try {
    return await listed(call);
  } catch (error) {
    if (error instanceof ServiceError && error.status === 404) return [];
    throw error;
  }
}

/** SWF-24: the highest listed version, and the ones right above and below this one. */
function linksOf(address: string, descending: readonly string[], version: string): Link[] {
  const { compareVersions } = formats.swift;
  const successor = descending.filter((other) => compareVersions(other, version) > 0).at(-1);
  const predecessor = descending.find((other) => compareVersions(other, version) < 0);
  const links: readonly (readonly [rel: string, version: string | undefined])[] = [
    ['latest-version', descending[0]],
    ['successor-version', successor],
    ['predecessor-version', predecessor],
  ];
  return links.flatMap(([rel, to]) => (to === undefined ? [] : [{ url: `${address}/${to}`, rel }]));
}
