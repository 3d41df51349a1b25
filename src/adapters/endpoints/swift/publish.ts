import { base64 } from '@scure/base';
import { formats } from '../../../formats';
import type { VersionMetadata } from '../../../model/state';
import type { Answer } from '../answer';
import { isDeep, jsonObjectIn } from '../json-object';
import { type Part, partsOf } from '../multipart';
import type { EndpointCall } from '../protocol';
import { unacceptable } from '../refusals';
import { readable } from '../unreadable';
import { demandAccepted } from './accept';
import { bodiless } from './headers';
import { addressOf, isSignatureFormat, type PublishedRelease, repositoryURLs } from './release';
import { manifestsIn } from './source-archive';

/** What stands in the body besides the archive. */
const mostBesides = 16 * 1024 * 1024;

/** The most bytes of a signature: it goes into a header. */
const mostOfSignature = 8 * 1024;

/** How deep the metadata may be: what is deeper could not be written again. */
const deepest = 64;

/** Publishes a release: at once, whatever the client prefers (SWF-32 to SWF-35). */
export async function publish(call: EndpointCall): Promise<Answer> {
  demandAccepted(call.headers, 'json');
  const { scope, name, version } = call.params as Record<'scope' | 'name' | 'version', string>;
  demandNames(scope, name, version);
  const parts = byName(await partsOf(call, call.repository.mostBytes + mostBesides));
  const archive = parts.get('source-archive')?.bytes;
  if (!archive) throw unacceptable('The part source-archive is missing: it must be the zip of the package.', 422);
  await readable(
    () => manifestsIn(archive),
    (problem) => `${problem}.`,
    422,
  ); // SWF-38
  const metadata = metadataOf(releaseIn(parts, call.headers.get('x-swift-package-signature-format')));
  const asset = formats.swift.assetName!({ format: 'swift', namespace: scope, package: name }, version); // SWF-10
  const assets = [{ name: asset, bytes: archive }];
  await call.repository.publish({ namespace: scope, package: name, version, metadata, assets });
  return bodiless(201, { location: `${addressOf(call)}/${version}` });
}

/** SWF-40. */
function demandNames(scope: string, name: string, version: string): void {
  const { namespaceFault, nameFault, versionFault } = formats.swift;
  const fault = namespaceFault(scope) ?? nameFault(name) ?? versionFault(version);
  if (fault) throw unacceptable(fault.message);
}

function byName(parts: readonly Part[]): ReadonlyMap<string | undefined, Part> {
  const found = new Map(parts.map((part) => [part.name, part]));
  if (found.size < parts.length) throw unacceptable('Two parts of the body have one name.');
  return found;
}

function releaseIn(parts: ReadonlyMap<string | undefined, Part>, signatureFormat: string | null): PublishedRelease {
  const given = parts.get('metadata')?.text();
  const metadata = given === undefined ? {} : jsonObjectIn(given);
  if (!metadata) throw unacceptable('The part metadata is no JSON object.', 422); // SWF-39
  if (isDeep(metadata, deepest)) {
    throw unacceptable(`The part metadata has objects and lists more than ${deepest} deep.`, 422);
  }
  const signature = signatureIn(parts, 'source-archive-signature');
  const metadataSignature = signatureIn(parts, 'metadata-signature');
  if (signature === undefined) {
    if (metadataSignature === undefined) return { metadata };
    throw unacceptable('The metadata is signed and the archive is not: sign both.', 422);
  }
  if (signatureFormat === null || !isSignatureFormat(signatureFormat)) {
    throw unacceptable('A signed release needs X-Swift-Package-Signature-Format, as cms-1.0.0.');
  }
  return {
    metadata,
    signing: { signatureBase64Encoded: signature, signatureFormat },
    ...(metadataSignature !== undefined && { metadataSignatureBase64Encoded: metadataSignature }),
  };
}

function signatureIn(parts: ReadonlyMap<string | undefined, Part>, name: string): string | undefined {
  const bytes = parts.get(name)?.bytes;
  if (bytes && bytes.length > mostOfSignature) {
    throw unacceptable(
      `The part ${name} has ${bytes.length} bytes, and a signature has at most ${mostOfSignature}.`,
      422,
    );
  }
  return bytes && base64.encode(bytes);
}

/** SWF-43 to SWF-45. */
function metadataOf(release: PublishedRelease): VersionMetadata {
  const { description, licenseURL } = release.metadata;
  const [sourceCodeRepository] = repositoryURLs(release);
  return {
    ...(typeof description === 'string' && { summary: description }),
    ...(sourceCodeRepository !== undefined && { sourceCodeRepository }),
    ...(typeof licenseURL === 'string' && { licenses: [{ url: licenseURL }] }),
    manifest: JSON.stringify(release),
  };
}
