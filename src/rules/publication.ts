import { formats } from '../formats';
import type { PackageCoordinates } from '../model/coordinates';
import { invalid, ServiceError } from '../model/errors';
import type { Rule } from '../model/rule';
import type { Asset, Package, PackageVersion } from '../model/state';
import { type GroupControls, groupAllows } from '../package-groups/controls';
import { quotaExceeded } from './quota';

/** What is about to be published, and what is there already. */
export interface Publication {
  readonly coordinates: PackageCoordinates;
  readonly version: string;
  readonly assets: readonly Asset[];
  /** The name of the repository. */
  readonly repository: string;
  /** What the package's group restricts. */
  readonly groupControls: GroupControls | undefined;
  /** The package's record in the repository. */
  readonly package: Package | undefined;
  /** The stored version. */
  readonly stored: PackageVersion | undefined;
  /** Where else the version can be had through the repository: the name of an upstream, or of a connection (PUB-49). */
  readonly reachable: string | undefined;
  /** How large an asset may be, in bytes (QUO-01). */
  readonly assetSizeBytes: number;
  /** A package manager publishes, at an endpoint, and nobody by the API. */
  readonly atEndpoint: boolean;
}

type PublicationRule = Rule<Publication, ServiceError>;

const conflict = (message: string, { version }: Publication): ServiceError =>
  new ServiceError('ConflictException', message, { resourceType: 'package-version', resourceId: version });

/** The one refusal of what package or group keep out: 403 in either case (ORG-16, ORG-46). */
const blocked = ({ coordinates }: Publication): ServiceError =>
  new ServiceError(
    'AccessDeniedException',
    'This package is configured to block new versions: ' + // ORG-15
      `the origin controls of package ${coordinates.package} or of its package group do not let it be published here.`,
  );

/** The package belongs to its group by its very name. */
const stronglyAssociated: PublicationRule = {
  id: 'GRP-75',
  holds: ({ groupControls }) => groupControls?.strength !== 'WEAK',
  refusal: blocked,
};

/** The package's group lets versions be published into the repository. */
const groupLetsPublish: PublicationRule = {
  id: 'ORG-40',
  holds: ({ groupControls, repository }) => groupAllows(groupControls, 'PUBLISH', repository),
  refusal: blocked,
};

/**
 * The package's own settings let versions be published (ORG-03); an identical one, or an asset, is refused too
 * (ORG-17).
 */
const packageLetsPublish: PublicationRule = {
  id: 'ORG-03',
  holds: ({ package: record }) => record?.restrictions.publish !== 'BLOCK',
  refusal: blocked,
};

/** What origin controls ask of every publication (ORG-40), in the order of PUB-55. */
export const originRules: readonly PublicationRule[] = [stronglyAssociated, groupLetsPublish, packageLetsPublish];

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

const tooLarge = ({ assets, assetSizeBytes }: Publication): Asset | undefined =>
  assets.find(({ size }) => size > assetSizeBytes);

const assetSize: PublicationRule = {
  id: 'QUO-01',
  holds: (subject) => tooLarge(subject) === undefined,
  refusal: (subject) => {
    const limit = `${subject.assetSizeBytes} bytes`;
    const resource = { resourceType: 'asset', resourceId: tooLarge(subject)!.name } as const;
    const error = quotaExceeded('Asset file size', limit, resource);
    return subject.atEndpoint ? new ServiceError('RequestEntityTooLargeException', error.message) : error;
  },
};

const mostAssets = 350;

/** A version does not get too many assets; what it has already brings none (PUB-04). */
const assetCount: PublicationRule = {
  id: 'QUO-02',
  holds: ({ stored, assets }) => {
    const names = new Set(stored?.assets.map(({ name }) => name));
    const present = names.size;
    for (const { name } of assets) names.add(name);
    return names.size === present || names.size <= mostAssets;
  },
  refusal: ({ version }) =>
    quotaExceeded('Assets per package version', mostAssets, { resourceType: 'package-version', resourceId: version }),
};

/** What the assets of a publication must keep to, also those that complete a version. */
export const assetQuotas: readonly PublicationRule[] = [assetSize, assetCount];

/** In the order of PUB-55: the first that fails names the error. */
export const publicationRules: readonly PublicationRule[] = [
  ...originRules,
  notReachable,
  notArchived,
  notDisposed,
  sameText,
  sameBytes,
  takesNewAssets,
  namedAsset,
  ...assetQuotas,
];
