import type { HashAlgorithm } from '../../../api/types';
import { type Answer, status } from '../answer';
import type { EndpointCall } from '../protocol';
import { unacceptable } from '../refusals';
import { BrokenXml } from '../xml';
import { type FilePlace, isSnapshot, type MetadataPlace, metadataFile, placeOf } from './layout';
import { buildIn, fileName, type Metadata, readMetadata } from './metadata';
import { pomMetadata } from './pom';

/** The most bytes of a metadata file, and of a checksum file. */
const mostMetadata = 2 * 1024 * 1024;
const mostChecksum = 16 * 1024;

/** Answers PUT of a file, of its checksum, and of the metadata file that completes versions. */
export async function write(call: EndpointCall): Promise<Answer> {
  const path = call.params.path!;
  const place = placeOf(path);
  if (!place) throw unacceptable(`There can be no Maven file at ${path}: {group path}/{artifact}/{version}/{file}.`);
  if (place.checksum) return writeChecksum(call, place, place.checksum);
  return place.kind === 'file' ? writeFile(call, place) : writeMetadata(call, place);
}

/** MVN-10, MVN-11, MVN-20, MVN-41. */
async function writeFile(call: EndpointCall, place: FilePlace): Promise<Answer> {
  const { namespace, package: name, file } = place;
  const version = versionOf(place);
  const bytes = await call.body(call.repository.mostBytes);
  const metadata = file.endsWith('.pom') ? pomMetadata(bytes) : undefined;
  const { isNew } = await call.repository.publish({
    namespace,
    package: name,
    version,
    assets: [{ name: file, bytes }],
    metadata,
    unfinished: true,
  });
  return status(isNew ? 201 : 200);
}

/** The version that a file belongs to. Refuses one of a snapshot whose name tells no build (MVN-40). */
function versionOf({ version, build, file, package: name }: FilePlace): string {
  if (!isSnapshot(version) || build !== undefined) return build ?? version;
  const form = `${name}-${version.replace(/SNAPSHOT$/, 'yyyyMMdd.HHmmss-n')}`;
  throw unacceptable(`Invalid name for a snapshot: ${file}. Only unique snapshots are supported: ${form}….`);
}

/** MVN-29 to MVN-33, MVN-38. */
async function writeChecksum(
  call: EndpointCall,
  place: FilePlace | MetadataPlace,
  algorithm: HashAlgorithm,
): Promise<Answer> {
  const digest = new TextDecoder().decode(await call.body(mostChecksum));
  await call.repository.putChecksum({ ...comparedAt(place), algorithm, digest });
  return status(200);
}

function comparedAt(place: FilePlace | MetadataPlace) {
  if (place.kind === 'file') {
    const { namespace, package: name, file } = place;
    return { namespace, package: name, version: versionOf(place), asset: file };
  }
  const { ofPackage, ofVersion } = place;
  return ofVersion && isSnapshot(ofVersion.version) ? ofVersion : ofPackage;
}

/** The groupId and artifactId in the file say which of the two it is that the path can mean (MVN-21, MVN-22). */
async function writeMetadata(call: EndpointCall, { ofPackage, ofVersion }: MetadataPlace): Promise<Answer> {
  const bytes = await call.body(mostMetadata);
  const metadata = metadataIn(bytes);
  const { groupId, artifactId } = metadata;
  const isOf = (place: MetadataPlace['ofPackage'] | undefined) =>
    place !== undefined && place.namespace === groupId && place.package === artifactId;
  const assets = [{ name: metadataFile, bytes }];
  if (isOf(ofPackage)) {
    const [version] = metadata.versions;
    if (version === undefined) throw unacceptable('The metadata names no version.');
    await call.repository.publish({ ...ofPackage, version, assets, completes: metadata.versions }); // MVN-12, MVN-13
  } else if (isOf(ofVersion)) {
    await call.repository.publish({ ...ofVersion!, assets, ...snapshotOf(metadata, ofVersion!) });
  } else {
    throw unacceptable(`The metadata is of ${groupId ?? '?'}:${artifactId ?? '?'}, which is not what the path says.`);
  }
  return status(200);
}

function metadataIn(bytes: Uint8Array): Metadata {
  try {
    return readMetadata(bytes);
  } catch (error) {
    throw error instanceof BrokenXml ? unacceptable(`The metadata cannot be read: ${error.message}.`) : error;
  }
}

/** MVN-42, MVN-43. */
function snapshotOf(metadata: Metadata, { version, package: name }: NonNullable<MetadataPlace['ofVersion']>) {
  if (!isSnapshot(version)) {
    throw unacceptable(`The metadata of package ${name} belongs one folder higher, not to version ${version}.`);
  }
  const build = buildIn(metadata, version);
  if (build === undefined) throw unacceptable(`The metadata of ${version} has no <snapshot> with a <timestamp>.`);
  return { build, buildAssets: metadata.snapshot.files.map((file) => fileName(name, file)) };
}
