import { defineFormat } from './define-format';
import { fault, fits } from './fault';
import { compareNumbersAndLabels, compareTexts, withoutZeroes } from './nuget-order';

/** NUG-12: one to four numbers, a label, metadata. */
const form = /^(\d+(?:\.\d+){0,3})(-[0-9a-z-]+(?:\.[0-9a-z-]+)*)?(?:\+[0-9a-z-]+(?:\.[0-9a-z-]+)*)?$/i;

/** The numbers of a version without leading zeroes, and its label with the hyphen; undefined for other texts. */
function parse(version: string): { numbers: readonly string[]; label: string } | undefined {
  if (!fits(form, version)) return undefined;
  const [, numbers = '', label = ''] = form.exec(version) ?? [];
  return { numbers: numbers.split('.').map(withoutZeroes), label };
}

const normalizeName = (name: string): string => name.toLowerCase(); // PKG-22

/** PKG-23. A text that is no version stays as it is. */
function normalizeVersion(version: string): string {
  const parsed = parse(version);
  if (!parsed) return version;
  const { numbers, label } = parsed;
  return (numbers[3] === '0' ? numbers.slice(0, 3) : numbers).join('.') + label;
}

/** NUG-05: missing numbers are zeroes, a label has no case. */
function versionIdentity(version: string): string {
  const parsed = parse(version);
  if (!parsed) return version;
  const [major, minor = '0', patch = '0', revision = '0'] = parsed.numbers;
  return `${major}.${minor}.${patch}.${revision}${parsed.label.toLowerCase()}`;
}

/** As section 1 of the format's rules shows; texts that are no versions come before all that are, by code units. */
function compareVersions(version: string, other: string): number {
  const [one, two] = [parse(version), parse(other)];
  if (!one || !two) return one || two ? (one ? 1 : -1) : compareTexts(version, other);
  return compareNumbersAndLabels({ ...one, label: one.label.slice(1) }, { ...two, label: two.label.slice(1) });
}

/** NuGet: names and versions are normalised, in the API too (PKG-22 to PKG-25). */
export const nuget = defineFormat({
  format: 'nuget',
  namespace: 'none', // PKG-11
  externalConnections: ['public:nuget-org'], // EXT-T1
  upstreams: true,
  newAssets: 'never', // PUB-09
  unfinished: false, // STA-02
  publishActions: ['PublishPackageVersion', 'ReadFromRepository'], // IAM-66
  apiNormalizes: true, // PKG-24
  normalizeName,
  normalizeVersion,
  versionIdentity,
  compareVersions,
  versionFault: (version) => (parse(version) ? undefined : fault('NUG-12', version, 'a NuGet version')),
  assetName: ({ package: name }, version) => `${normalizeName(name)}.${normalizeVersion(version)}.nupkg`, // NUG-08
  displayName: ({ package: name }) => name, // VER-09
  defaultDisplayVersion: 'most-recent', // VER-51
});
