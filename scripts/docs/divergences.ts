import type { OperationName } from '../../src/api/types';

/**
 * Where an operation knowingly does not do what AWS's does, or does at once what AWS does later. Choices made where no
 * source answers are not among them: they are the rules of level C.
 */
export const divergences: Readonly<Partial<Record<OperationName, readonly string[]>>> = {
  CreateDomain: [
    'No key is created in KMS: the domain has the ARN of a managed key, and a key is a fact of the world.',
  ],
  CreatePackageGroup: ['It acts on packages at once; AWS takes a while (API-43).'],
  DeleteDomain: [
    'The clean-up of a domain whose key is lost takes 15 minutes of the clock, or what an option says (DOM-43).',
  ],
  DeleteDomainPermissionsPolicy: ['It takes effect at once; AWS warns of a delay (POL-18).'],
  DeletePackageGroup: ['It acts on packages at once; AWS takes a while (API-43).'],
  DeleteRepositoryPermissionsPolicy: ['It takes effect at once; AWS warns of a delay (POL-18).'],
  GetAuthorizationToken: [
    "The token has the form of AWS's, and is sealed with a key that stands in the source: it keeps no secret.",
  ],
  GetPackageVersionAsset: ['An asset of which only size and digests are known cannot be read: that is an error.'],
  GetPackageVersionReadme: ['Of a version that the API or a world file made, it is what was given with it.'],
  GetRepositoryEndpoint: [
    'Of the local server it is an address on that server, which answers at once: its path names the domain.',
  ],
  ListPackageVersionDependencies: ['Of a version that a world file made, they are what was given with it.'],
  UpdateRepository: ['It takes effect at once; AWS may serve older relations for a moment (API-43).'],
};
