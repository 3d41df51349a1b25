import type { PackageFormat } from '../../api/types';
import type { SourceMaker } from './source';
import { cargoSource } from './sources/cargo';
import { mavenSource } from './sources/maven';
import { npmSource } from './sources/npm';
import { nugetSource } from './sources/nuget';
import { pypiSource } from './sources/pypi';
import { rubySource } from './sources/ruby';

/** How public repositories are read, of each format that has any (EXT-T1). */
export const sources: Readonly<Partial<Record<PackageFormat, SourceMaker>>> = Object.freeze({
  npm: npmSource,
  pypi: pypiSource,
  maven: mavenSource,
  nuget: nugetSource,
  ruby: rubySource,
  cargo: cargoSource,
});
