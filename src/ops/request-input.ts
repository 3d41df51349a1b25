import { formats } from '../formats';
import { invalid, type ServiceError } from '../model/errors';
import type { VersionMetadata } from '../model/state';

/**
 * What a package manager's request is made of, as far as types go: names that are too long or of another form are
 * simply not found, and a publication is judged by its format. Gives the refusal (ERR-37); undefined when all is well.
 */
export function readFault(input: Loose): ServiceError | undefined {
  return repositoryFault(input) ?? textFault(input, 'package') ?? optionalTextFault(input, 'namespace');
}

/** As `readFault`, for what is asked of no package. */
export function repositoryFault(input: Loose): ServiceError | undefined {
  if (typeof input !== 'object' || input === null) return wrong('the request', 'an object');
  const { format } = input;
  if (typeof format !== 'string' || !Object.hasOwn(formats, format)) return wrong('format', 'a format');
  return textFault(input, 'domain') ?? textFault(input, 'repository') ?? optionalTextFault(input, 'domainOwner');
}

/** As `repositoryFault`, for the request of all packages. */
export function indexFault(input: Loose): ServiceError | undefined {
  const fault = repositoryFault(input);
  if (fault || input.own === undefined || typeof input.own === 'boolean') return fault;
  return wrong('own', 'true or false');
}

/** As `readFault`, for a change of metadata. */
export function metadataFault(input: Loose): ServiceError | undefined {
  const fault = readFault(input);
  if (fault) return fault;
  const { tags = {}, deprecations = {} } = input;
  if (!isRecordOf(tags, (version) => version === null || isText(version))) return wrong('tags', 'versions by tag');
  return isRecordOf(deprecations, isText) ? undefined : wrong('deprecations', 'texts by version');
}

/** As `readFault`, for the request of an asset. */
export function assetFault(input: Loose): ServiceError | undefined {
  const fault = readFault(input);
  if (fault) return fault;
  if (typeof input.version !== 'string') return wrong('version', 'a text');
  return typeof input.asset === 'string' ? undefined : wrong('asset', 'a text');
}

/** As `readFault`, for a checksum. */
export function checksumFault(input: Loose): ServiceError | undefined {
  const fault = readFault(input) ?? optionalTextFault(input, 'version') ?? optionalTextFault(input, 'asset');
  if (fault) return fault;
  if (input.asset !== undefined && input.version === undefined) return wrong('version', 'that of the asset');
  if (!Object.hasOwn(digestLengths, String(input.algorithm))) return wrong('algorithm', 'a hash algorithm');
  return textFault(input, 'digest');
}

/** As `readFault`, for a publication. */
export function publicationFault(input: Loose): ServiceError | undefined {
  const fault = readFault(input) ?? textFault(input, 'version') ?? optionalTextFault(input, 'build');
  if (fault) return fault;
  const { assets, tags = [], completes = [], buildAssets = [], unfinished, metadata } = input;
  if (!Array.isArray(assets) || !assets.every(isAsset)) return wrong('assets', 'a list of names, sizes and digests');
  if (!isTexts(tags)) return wrong('tags', 'a list of texts');
  if (!isTexts(completes)) return wrong('completes', 'a list of texts');
  if (!isTexts(buildAssets)) return wrong('buildAssets', 'a list of texts');
  if (unfinished !== undefined && typeof unfinished !== 'boolean') return wrong('unfinished', 'true or false');
  return metadata === undefined || isMetadata(metadata)
    ? undefined
    : wrong('metadata', 'the members of VersionMetadata');
}

/** The members of a request, before they are known to be what they should be. */
type Loose = Readonly<Record<string, unknown>>;

const wrong = (member: string, expected: string): ServiceError =>
  invalid(`Cannot parse '${member}': expected ${expected}`, 'CANNOT_PARSE');

const textFault = (input: Loose, member: string): ServiceError | undefined =>
  typeof input[member] === 'string' ? undefined : wrong(member, 'a text');

const optionalTextFault = (input: Loose, member: string): ServiceError | undefined =>
  input[member] === undefined ? undefined : textFault(input, member);

const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every((item) => typeof item === 'string');

const digestLengths = { MD5: 32, 'SHA-1': 40, 'SHA-256': 64, 'SHA-512': 128 } as const;

function isAsset(value: Loose | null): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { name, size, hashes, publishedTime, manifest } = value;
  if (publishedTime !== undefined || (manifest !== undefined && typeof manifest !== 'string')) return false;
  if (typeof name !== 'string' || !Number.isSafeInteger(size) || (size as number) < 0) return false;
  if (typeof hashes !== 'object' || hashes === null) return false;
  return Object.entries(digestLengths).every(([algorithm, length]) => {
    const digest = (hashes as Loose)[algorithm];
    return typeof digest === 'string' && digest.length === length && /^[0-9a-f]+$/.test(digest);
  });
}

const isRecordOf = (value: unknown, holds: (member: unknown) => boolean): boolean =>
  typeof value === 'object' && value !== null && Object.values(value).every(holds);

const isText = (value: unknown): boolean => typeof value === 'string';
const isRecords = (value: unknown, ...members: string[]): boolean =>
  Array.isArray(value) &&
  value.every(
    (item: unknown) =>
      typeof item === 'object' &&
      item !== null &&
      Object.entries(item).every(([member, text]) => members.includes(member) && (text === undefined || isText(text))),
  );

const metadataMembers: Readonly<Record<keyof VersionMetadata, (value: unknown) => boolean>> = {
  displayName: isText,
  summary: isText,
  homePage: isText,
  sourceCodeRepository: isText,
  licenses: (value) => isRecords(value, 'name', 'url'),
  dependencies: (value) => isRecords(value, 'namespace', 'package', 'dependencyType', 'versionRequirement'),
  readme: isText,
  deprecated: isText,
  yanked: (value) => isText(value) || value === true,
  manifest: isText,
};

const isMetadata = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(value).every(
    ([member, given]) =>
      given === undefined ||
      (Object.hasOwn(metadataMembers, member) && metadataMembers[member as keyof VersionMetadata](given)),
  );
