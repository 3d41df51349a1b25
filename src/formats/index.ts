import type { PackageFormat } from '../api/types';
import type { ExternalConnectionName } from '../model/coordinates';
import { cargo } from './cargo';
import type { FormatRules } from './format-rules';
import { generic } from './generic';
import { maven } from './maven';
import { npm } from './npm';
import { nuget } from './nuget';
import { pypi } from './pypi';
import { ruby } from './ruby';
import { swift } from './swift';

/** The rules of each package format. */
export const formats: Readonly<Record<PackageFormat, FormatRules>> = Object.freeze({
  npm,
  pypi,
  maven,
  nuget,
  generic,
  ruby,
  swift,
  cargo,
});

const connections = Object.values(formats).flatMap((rules) =>
  rules.externalConnections.map((name) => [name, rules.format] as const),
);

/** The package format of each external connection: the ten of EXT-T1, and no others (EXT-01). */
export const externalConnections = Object.freeze(Object.fromEntries(connections)) as Readonly<
  Record<ExternalConnectionName, PackageFormat>
>;

/** Whether a text names an external connection that there is (EXT-01, EXT-08). */
export function isExternalConnectionName(text: string): text is ExternalConnectionName {
  return Object.hasOwn(externalConnections, text);
}
