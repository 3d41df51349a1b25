import { base64, hex } from '@scure/base';
import { type Answer, asset, document } from '../answer';
import type { EndpointCall } from '../protocol';
import { noSuchPath } from '../refusals';
import { bytesOf } from '../repository-door';
import { insideOf } from '../unreadable';
import { demandAccepted } from './accept';
import { bodiless, contentVersion, type Link, linkHeader } from './headers';
import { addressOf, readRelease, releaseOf } from './release';
import { type Manifests, manifestsIn, toolsVersionOf } from './source-archive';

/** The source archive of a version, from the endpoint itself (SWF-28, END-14). */
export async function sourceArchive(call: EndpointCall, version: string): Promise<Answer> {
  demandAccepted(call.headers, 'zip');
  const read = await readRelease(call, version);
  const { name, hashes } = read.asset;
  const { signing } = releaseOf(read.version.metadata);
  const headers = {
    ...contentVersion,
    'content-disposition': `attachment; filename="${name}"`,
    digest: `sha-256=${base64.encode(hex.decode(hashes['SHA-256']))}`,
    ...(signing && {
      'x-swift-package-signature-format': signing.signatureFormat,
      'x-swift-package-signature': signing.signatureBase64Encoded,
    }),
  };
  return asset('application/zip', read, { direct: true, headers });
}

/** The manifest of a version, or that for a version of Swift (SWF-25 to SWF-27); nothing is fetched for it (RET-14). */
export async function manifest(call: EndpointCall): Promise<Answer> {
  demandAccepted(call.headers, 'swift');
  const version = call.params.version!;
  const read = await readRelease(call, version, false);
  const manifests = manifestsOf(read.asset, () => bytesOf(call.repository.simulator, read));
  if (!manifests) throw noSuchPath(`${version}/Package.swift`);
  const address = `${addressOf(call)}/${read.version.version}/Package.swift`;
  const asked = call.query.get('swift-version');
  const name = asked === null ? 'Package.swift' : nameFor(manifests, asked);
  if (name === undefined) return bodiless(303, { location: address });
  const links = asked === null ? alternatesOf(manifests, address) : [];
  const disposition = { 'content-disposition': `attachment; filename="${name}"` };
  const headers = { ...contentVersion, ...disposition, ...linkHeader(links) };
  return document('text/x-swift', manifests.get(name)!, { headers });
}

const manifestsOf = insideOf(manifestsIn);

/** SWF-26. */
const alternatesOf = (manifests: Manifests, address: string): Link[] =>
  [...manifests].flatMap(([filename, content]) => {
    const version = swiftVersionOf(filename);
    if (version === undefined) return [];
    const parameters = { filename, 'swift-tools-version': toolsVersionOf(content) };
    return [{ url: `${address}?swift-version=${version}`, rel: 'alternate', parameters }];
  });

const swiftVersionOf = (filename: string): string | undefined => /^Package@swift-(.*)\.swift$/.exec(filename)?.[1];

/** The manifest for a version of Swift; clients ask with three numbers, whatever the file is named by. */
function nameFor(manifests: Manifests, asked: string): string | undefined {
  if (manifests.has(`Package@swift-${asked}.swift`)) return `Package@swift-${asked}.swift`;
  const wanted = numbersOf(asked);
  return [...manifests.keys()].find((name) => {
    const version = swiftVersionOf(name);
    return version !== undefined && numbersOf(version) === wanted;
  });
}

/** A version of Swift without the zeroes that change nothing. */
const numbersOf = (version: string): string => version.replace(/(?:\.0+){1,2}$/, '').replace(/(^|\.)0+(?=\d)/g, '$1');
