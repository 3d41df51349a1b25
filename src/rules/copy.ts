import type { CopyPackageVersionsInput, PackageVersionError } from '../api/types';
import { invalid, type ServiceError } from '../model/errors';
import type { Rule } from '../model/rule';
import type { PackageVersion } from '../model/state';

type RequestRule = Rule<CopyPackageVersionsInput, ServiceError>;

const oneList: RequestRule = {
  id: 'CPY-06',
  holds: ({ versions, versionRevisions }) => (versions === undefined) !== (versionRevisions === undefined),
  refusal: () => invalid('Give exactly one of versions and versionRevisions.'),
};

const namedVersions = ({ versions, versionRevisions }: CopyPackageVersionsInput): readonly string[] =>
  versions ?? Object.keys(versionRevisions ?? {});

const listSize: RequestRule = {
  id: 'CPY-07',
  holds: (request) => namedVersions(request).length > 0 && namedVersions(request).length <= 100,
  refusal: (request) => invalid(`Name 1 to 100 versions; ${namedVersions(request).length} were named.`),
};

const twoRepositories: RequestRule = {
  id: 'CPY-32',
  holds: ({ sourceRepository, destinationRepository }) => sourceRepository !== destinationRepository,
  refusal: ({ sourceRepository }) => invalid(`Source and destination are the same repository, ${sourceRepository}.`),
};

/** What a copy needs of its members, before anything is looked up. */
export const requestRules: readonly RequestRule[] = [oneList, listSize, twoRepositories];

/** A version that is to be copied. */
export interface Copy {
  readonly source: PackageVersion;
  readonly existing: PackageVersion | undefined;
  readonly revision?: string;
  readonly allowOverwrite: boolean;
}

type CopyRule = Rule<Copy, PackageVersionError>;

/**
 * Same assets and same version metadata, which is what a revision names (CPY-26); a Disposed copy has no content any
 * more.
 */
export const isIdentical = ({ source, existing }: Copy): boolean =>
  existing !== undefined && existing.status !== 'Disposed' && existing.revision === source.revision;

const revisionExpected: CopyRule = {
  id: 'CPY-27',
  holds: ({ source, revision }) => revision === undefined || revision === source.revision,
  refusal: ({ source, revision }) => ({
    errorCode: 'MISMATCHED_REVISION',
    errorMessage: `current revision: ${source.revision}, expected revision: ${revision}`,
  }),
};

const sourceComplete: CopyRule = {
  id: 'CPY-30',
  holds: ({ source }) => source.status !== 'Unfinished' && source.status !== 'Disposed',
  refusal: ({ source }) => ({
    errorCode: 'NOT_ALLOWED',
    errorMessage: `version ${source.version} is ${source.status} and cannot be copied`,
  }),
};

const destinationReplaceable: CopyRule = {
  id: 'CPY-30',
  holds: ({ existing, allowOverwrite }) => !allowOverwrite || existing?.status !== 'Disposed',
  refusal: ({ source }) => ({
    errorCode: 'NOT_ALLOWED',
    errorMessage: `version ${source.version} is Disposed in the destination and cannot be overwritten`,
  }),
};

const destinationFree: CopyRule = {
  id: 'CPY-21',
  holds: (copy) => copy.existing === undefined || copy.allowOverwrite || isIdentical(copy),
  refusal: ({ source }) => ({ errorCode: 'ALREADY_EXISTS', errorMessage: `Version ${source.version} already exists` }),
};

/** In the order of STA-66 and table CPY-T3. */
export const copyRules: readonly CopyRule[] = [
  revisionExpected,
  sourceComplete,
  destinationReplaceable,
  destinationFree,
];
