import { formats } from '../../../formats';
import type { VersionMetadata } from '../../../model/state';
import type { ReadAsset } from '../../../simulator/calls';
import { encoded } from '../address';
import { isJsonObject, jsonObjectIn } from '../json-object';
import { onceForEach } from '../once-for-each';
import type { EndpointCall } from '../protocol';

/** What a version's manifest holds (SWF-11). */
export interface PublishedRelease {
  /** As it was given at publishing. */
  readonly metadata: Readonly<Record<string, unknown>>;
  /** The archive's signature; absent when it is not signed. */
  readonly signing?: Signing;
  /** That of the metadata, in base64. */
  readonly metadataSignatureBase64Encoded?: string;
}

export interface Signing {
  readonly signatureBase64Encoded: string;
  readonly signatureFormat: string;
}

/** What was published with a version, or what is made of the rest of its metadata. */
export const releaseOf = onceForEach(
  (metadata: VersionMetadata): PublishedRelease => parsed(metadata.manifest) ?? madeOf(metadata),
);

function parsed(manifest: string | undefined): PublishedRelease | undefined {
  const value = jsonObjectIn(manifest);
  if (!value) return undefined;
  const { metadata, signing } = value;
  return {
    metadata: isJsonObject(metadata) ? metadata : {},
    ...(isSigning(signing) && { signing }),
  };
}

/** Whether both can stand in a header (SWF-28): a manifest that a world file gives may hold anything. */
const isSigning = (value: unknown): value is Signing =>
  isJsonObject(value) &&
  isText(value.signatureBase64Encoded) &&
  /^[A-Za-z0-9+/]+={0,2}$/.test(value.signatureBase64Encoded) &&
  isText(value.signatureFormat) &&
  isSignatureFormat(value.signatureFormat);

/** Whether a text can be the name of a signature's format, as `cms-1.0.0`. */
export const isSignatureFormat = (text: string): boolean => /^[\w.+-]{1,64}$/.test(text);

const isText = (value: unknown): value is string => typeof value === 'string';

/** The same of a version without manifest, as the API publishes it. */
const madeOf = ({ summary, sourceCodeRepository, licenses }: VersionMetadata): PublishedRelease => {
  const licenseURL = licenses?.find(({ url }) => url !== undefined)?.url;
  return {
    metadata: {
      ...(summary !== undefined && { description: summary }),
      ...(licenseURL !== undefined && { licenseURL }),
      ...(sourceCodeRepository !== undefined && { repositoryURLs: [sourceCodeRepository] }),
    },
  };
};

/** The addresses of repositories that a version's metadata names, the first that of its source (SWF-29, SWF-44). */
export function repositoryURLs({ metadata }: Pick<PublishedRelease, 'metadata'>): readonly string[] {
  const given = metadata.repositoryURLs;
  return Array.isArray(given) ? given.filter(isText) : [];
}

/** A package of a request, in the form in which it is stored: case does not count (SWF-09). */
export function packageOf({ params }: Pick<EndpointCall, 'params'>) {
  const { normalizeNamespace, normalizeName } = formats.swift;
  return { namespace: normalizeNamespace(params.scope!), package: normalizeName(params.name!) };
}

/** The address of a package, without slash at its end. */
export function addressOf(call: Pick<EndpointCall, 'base' | 'params'>): string {
  const { namespace, package: name } = packageOf(call);
  return `${call.base}${encoded(namespace)}/${encoded(name)}`;
}

/** The identifier of a package in its author's spelling. */
export function identifierOf(metadata: VersionMetadata, of: { readonly namespace?: string; readonly package: string }) {
  const stored = `${of.namespace}.${of.package}`;
  return metadata.displayName?.toLowerCase() === stored ? metadata.displayName : stored;
}

/** The archive of a version with its record, listed or not (SWF-49). What looks inside fetches nothing (RET-14). */
export function readRelease(call: EndpointCall, version: string, retain?: false): Promise<ReadAsset> {
  const sought = packageOf(call);
  const asset = formats.swift.assetName!({ format: 'swift', ...sought }, version); // SWF-10
  return call.repository.read({ ...sought, version, asset, retain });
}
