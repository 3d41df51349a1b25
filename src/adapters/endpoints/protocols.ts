import type { PackageFormat } from '../../api/types';
import { cargo } from './cargo/cargo';
import { generic } from './generic';
import { maven } from './maven/maven';
import { npm } from './npm/npm';
import { nuget } from './nuget/nuget';
import type { Protocol } from './protocol';
import { pypi } from './pypi/pypi';
import { ruby } from './ruby/ruby';
import { swift } from './swift/swift';

/** The protocol of each format. */
export const protocols: Readonly<Record<PackageFormat, Protocol>> = Object.freeze({
  npm,
  pypi,
  maven,
  nuget,
  generic,
  ruby,
  swift,
  cargo,
});
