import { formats } from '../formats';
import type { PackageCoordinates } from '../model/coordinates';
import { invalid, ServiceError } from '../model/errors';
import type { Rule } from '../model/rule';
import type { Asset, Package, PackageVersion } from '../model/state';

/** What is about to be published, and what is there already. */
export interface Publication {
  readonly coordinates: PackageCoordinates;
  readonly version: string;
  readonly assets: readonly Asset[];
  /** The package's record in the repository. */
  readonly package: Package | undefined;
  /** The stored version. */
  readonly stored: PackageVersion | undefined;
  /** Where else the version can be had through the repository: the name of an upstream, or of a connection (PUB-49). */
  readonly reachable: string | undefined;
}

type PublicationRule = Rule<Publication, ServiceError>;

const conflict = (message: string, { version }: Publication): ServiceError =>
  new ServiceError('ConflictException', message, { resourceType: 'package-version', resourceId: version });

/**
 * The package's own settings let versions be published (ORG-03); an identical one, or an asset, is refused too
 * (ORG-17).
 */
export const publishAllowed: PublicationRule = {
  id: 'ORG-03',
  holds: ({ package: record }) => record?.restrictions.publish !== 'BLOCK',
  refusal: ({ coordinates }) =>
    new ServiceError(
      'AccessDeniedException', // ORG-16
      'This package is configured to block new versions: ' + // ORG-15
        `package ${coordinates.package} has the publish restriction BLOCK.`,
    ),
};

/**
 * The version is nowhere upstream, in whatever status (PUB-50), nor in a public repository that is reached; also when
 * it is stored here (PUB-53).
 */
const notReachable: PublicationRule = {
  id: 'PUB-47',
  holds: ({ reachable }) => reachable === undefined,
  refusal: (subject) =>
    conflict(
      `Version ${subject.version} already exists upstream, in ${subject.reachable}, and cannot be published.`,
      subject,
    ),
};

const notArchived: PublicationRule = {
  id: 'PUB-11',
  holds: ({ stored }) => stored?.status !== 'Archived',
  refusal: (subject) => conflict(`Version ${subject.version} is Archived and cannot be published again.`, subject),
};

const notDisposed: PublicationRule = {
  id: 'PUB-12',
  holds: ({ stored }) => stored?.status !== 'Disposed',
  refusal: (subject) => conflict(`Version ${subject.version} is Disposed and cannot be published again.`, subject),
};

/**
 * A version that the format holds for the same has the same text: beside `1.0` there is no `1.0.0` (NUG-05, CRG-05).
 */
const sameText: PublicationRule = {
  id: 'VER-18',
  holds: ({ stored, version }) => stored === undefined || stored.version === version,
  refusal: (subject) => conflict(`Version ${subject.stored!.version} already exists.`, subject),
};

/** An asset that is there comes again only with the same bytes (PUB-02). */
export const sameBytes: PublicationRule = {
  id: 'PUB-03',
  holds: (subject) => changedAsset(subject) === undefined,
  refusal: (subject) => {
    const { name } = changedAsset(subject)!;
    return new ServiceError(
      'ConflictException',
      `Asset ${name} of version ${subject.version} already exists with other content.`,
      { resourceType: 'asset', resourceId: name },
    );
  },
};

const changedAsset = ({ stored, assets }: Publication): Asset | undefined =>
  assets.find(({ name, hashes }) => {
    const existing = stored?.assets.find((other) => other.name === name);
    return existing !== undefined && existing.hashes['SHA-256'] !== hashes['SHA-256'];
  });

/**
 * A stored version takes assets of new names if its format lets it: ever (PUB-06), while Unfinished (PUB-34), or never
 * (PUB-08, PUB-09).
 */
const takesNewAssets: PublicationRule = {
  id: 'PUB-34',
  holds: ({ stored, assets, coordinates }) => {
    if (!stored || assets.every(({ name }) => stored.assets.some((other) => other.name === name))) return true;
    const { newAssets } = formats[coordinates.format];
    return newAssets === 'always' || (newAssets === 'unfinished' && stored.status === 'Unfinished');
  },
  refusal: (subject) =>
    conflict(`Version ${subject.version} is ${subject.stored!.status} and takes no new assets.`, subject),
};

/** A new version has an asset, and in a format with a single asset the one that the format names (NUG-08, CRG-06). */
const namedAsset: PublicationRule = {
  id: 'PUB-09',
  holds: ({ stored, assets, coordinates, version }) => {
    if (stored || assets.length === 0) return stored !== undefined;
    const { assetName, newAssets } = formats[coordinates.format];
    if (!assetName || newAssets !== 'never') return true;
    return assets.length === 1 && assets[0]!.name === assetName(coordinates, version);
  },
  refusal: ({ coordinates, version }) => {
    const name = formats[coordinates.format].assetName?.(coordinates, version);
    return invalid(name === undefined ? 'A version has at least one asset.' : `A version has one asset, here ${name}.`);
  },
};

/** In the order of PUB-55: the first that fails names the error. */
export const publicationRules: readonly PublicationRule[] = [
  publishAllowed,
  notReachable,
  notArchived,
  notDisposed,
  sameText,
  sameBytes,
  takesNewAssets,
  namedAsset,
];
