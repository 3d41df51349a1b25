import type { HashAlgorithm } from '../../../api/types';
import { ServiceError } from '../../../model/errors';
import type { ReadAsset } from '../../../simulator/calls';
import { type Answer, asset, document } from '../answer';
import { digestOf } from '../hashing';
import type { EndpointCall } from '../protocol';
import { noSuchPath } from '../refusals';
import { type FilePlace, isSnapshot, type MetadataPlace, metadataFile, placeOf } from './layout';
import { packageMetadata, snapshotMetadata } from './metadata';

/** Answers GET and HEAD of whatever the layout names. */
export async function read(call: EndpointCall): Promise<Answer> {
  const path = call.params.path!;
  const place = placeOf(path);
  if (!place) throw noSuchPath(path); // MVN-80
  if (place.kind === 'file') return readFile(call, place, place.checksum);
  return readMetadataFile(call, place, place.checksum);
}

async function readFile(call: EndpointCall, place: FilePlace, checksum: HashAlgorithm | undefined): Promise<Answer> {
  const found = await assetAt(call, place, checksum === undefined ? {} : { retain: false }); // RET-14
  if (checksum) return checksumText(digestIn(call, found, checksum));
  const { asset: file, version } = found;
  const time = file.publishedTime ?? version.publishedTime; // MVN-57
  return asset(contentTypeOf(place.file), found, { headers: { 'last-modified': new Date(time).toUTCString() } });
}

/**
 * A file of a version. Below a `-SNAPSHOT` version it is one of the latest build, or of the build that its name tells
 * (MVN-47, MVN-48).
 */
async function assetAt(
  { repository }: EndpointCall,
  { namespace, package: name, version, file, build }: FilePlace,
  how: { readonly retain?: false },
): Promise<ReadAsset> {
  const asked = { namespace, package: name, asset: file, ...how };
  const latest = repository.read({ ...asked, version });
  return build === undefined ? latest : orElse(latest, () => repository.read({ ...asked, version: build }));
}

/**
 * The metadata of a snapshot or of a package; that of a release is the file that completed it, an asset like any other
 * (MVN-07).
 */
function readMetadataFile(
  call: EndpointCall,
  { ofPackage, ofVersion }: MetadataPlace,
  checksum: HashAlgorithm | undefined,
): Promise<Answer> {
  const answered = async (text: Promise<string>): Promise<Answer> => {
    const body = await text;
    return checksum ? checksumText(digestOf(digests[checksum], body)) : document('application/xml', body); // MVN-38
  };
  const ofThePackage = () =>
    answered(call.repository.list(ofPackage).then((listing) => packageMetadata(ofPackage, listing))); // RES-29
  if (!ofVersion) return ofThePackage();
  if (isSnapshot(ofVersion.version)) return orElse(answered(snapshotText(call, ofVersion)), ofThePackage);
  return orElse(ofThePackage(), () => readFile(call, { kind: 'file', ...ofVersion, file: metadataFile }, checksum));
}

async function snapshotText(
  { repository, params }: EndpointCall,
  { version, ...place }: NonNullable<MetadataPlace['ofVersion']>,
): Promise<string> {
  const { versions } = await repository.list(place);
  const files = versions.find((each) => each.version === version)?.assets.map(({ name }) => name);
  const text = files && snapshotMetadata(place, version, files); // RES-34
  if (text === undefined) throw noSuchPath(params.path!);
  return text;
}

/** The first answer, unless there is nothing: then the other. When there is neither, the first refusal stands. */
async function orElse<T>(first: Promise<T>, other: () => Promise<T>): Promise<T> {
  try {
    return await first;
  } catch (error) {
    if (!isAbsence(error)) throw error;
    return other().catch((refusal) => {
      throw isAbsence(refusal) ? error : refusal;
    });
  }
}

const isAbsence = (error: unknown): boolean =>
  error instanceof ServiceError && error.name === 'ResourceNotFoundException';

/** MVN-28. */
const checksumText = (digest: string): Answer => document('text/plain', digest);

const digests = { MD5: 'md5', 'SHA-1': 'sha1', 'SHA-256': 'sha256', 'SHA-512': 'sha512' } as const;

/** The digest of an asset; of one that came from outside only some may be told, and the rest is computed (MVN-27). */
function digestIn(
  { repository, params }: EndpointCall,
  { asset: { hashes } }: ReadAsset,
  algorithm: HashAlgorithm,
): string {
  const told = hashes[algorithm];
  if (told !== undefined) return told;
  const bytes = repository.simulator.bytesOf(hashes['SHA-256']);
  if (!bytes) throw noSuchPath(params.path!);
  return digestOf(digests[algorithm], bytes);
}

const contentTypes: ReadonlyMap<string, string> = new Map(
  Object.entries({
    pom: 'application/xml',
    xml: 'application/xml',
    jar: 'application/java-archive',
    war: 'application/java-archive',
    ear: 'application/java-archive',
    module: 'application/vnd.org.gradle.module+json',
    json: 'application/json',
    zip: 'application/zip',
    gz: 'application/gzip',
    tar: 'application/x-tar',
    txt: 'text/plain',
    asc: 'text/plain',
    html: 'text/html',
  }),
);

const contentTypeOf = (file: string): string =>
  contentTypes.get(file.slice(file.lastIndexOf('.') + 1).toLowerCase()) ?? 'application/octet-stream';
