import { ServiceError } from '../model/errors';
import type { Rule } from '../model/rule';
import type { PackageVersion } from '../model/state';
import type { Query } from '../model/view';
import { isServed } from '../resolution/resolve';
import { findVersion, notFound } from './find';

interface AssetRequest {
  readonly version: PackageVersion;
  readonly asset: string;
  readonly packageVersionRevision?: string;
}

const statusServed: Rule<AssetRequest, ServiceError> = {
  id: 'LST-49', // and LST-50 for an Unfinished version
  holds: ({ version }) => isServed(version),
  refusal: ({ version, asset }) =>
    notFound(`Asset ${asset} cannot be downloaded: version ${version.version} is ${version.status}.`, 'asset', asset),
};

const revisionCurrent: Rule<AssetRequest, ServiceError> = {
  id: 'LST-46',
  holds: ({ version, packageVersionRevision: given }) => given === undefined || given === version.revision,
  refusal: ({ version, packageVersionRevision: given }) =>
    new ServiceError('ConflictException', `current revision: ${version.revision}, expected revision: ${given}`, {
      resourceType: 'package-version',
      resourceId: version.version,
    }),
};

const assetThere: Rule<AssetRequest, ServiceError> = {
  id: 'LST-47',
  holds: ({ version, asset }) => version.assets.some(({ name }) => name === asset),
  refusal: ({ version, asset }) => notFound(`Asset ${asset} not found in version ${version.version}.`, 'asset', asset),
};

/** The content of an asset of a Published or Unlisted version (LST-48); nothing is retained by it (RES-41). */
export const getPackageVersionAsset: Query<'GetPackageVersionAsset'> = (view, request) => {
  const { version } = findVersion(view, request);
  const subject = { version, asset: request.asset, packageVersionRevision: request.packageVersionRevision };
  view.demand([statusServed, revisionCurrent, assetThere], subject, request.asset);
  const { name, size, hashes } = version.assets.find((asset) => asset.name === request.asset)!;
  return {
    asset: { size, hashes },
    assetName: name,
    packageVersion: version.version,
    packageVersionRevision: version.revision,
  };
};
