import type { PackageFormat } from '../api/types';

/** The coordinates of a package as a caller gives them, or as a repository stores them (PKG-01). */
export interface PackageCoordinates {
  readonly format: PackageFormat;
  readonly namespace?: string;
  readonly package: string;
}

/** The ten external connections (EXT-T1). */
export type ExternalConnectionName =
  | 'public:npmjs'
  | 'public:pypi'
  | 'public:nuget-org'
  | 'public:maven-central'
  | 'public:maven-googleandroid'
  | 'public:maven-gradleplugins'
  | 'public:maven-commonsware'
  | 'public:maven-clojars'
  | 'public:ruby-gems-org'
  | 'public:crates-io';
