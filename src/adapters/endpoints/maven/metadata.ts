import { formats } from '../../../formats';
import type { Listing } from '../../../resolution/listing';
import { BrokenXml, listIn, readXml, textIn, type XmlElement } from '../xml';
import { baseOf, buildOf, isSnapshot, type PackagePlace } from './layout';

/** What a client's metadata file says, as far as it counts here. */
export interface Metadata {
  readonly groupId?: string;
  readonly artifactId?: string;
  /** The versions that it names (MVN-13). */
  readonly versions: readonly string[];
  readonly snapshot: {
    readonly timestamp?: string;
    readonly buildNumber?: string;
    readonly files: readonly SnapshotFile[];
  };
}

/** A file of a snapshot: of which build, and what stands after it in the name. */
export interface SnapshotFile {
  readonly value: string;
  readonly classifier?: string;
  readonly extension: string;
}

/** Reads a metadata file. Throws a BrokenXml for what is none (MVN-22). */
export function readMetadata(bytes: Uint8Array): Metadata {
  const document = readXml(bytes, { lists: ['version', 'snapshotVersion'] });
  if (document.metadata === undefined) throw new BrokenXml('The XML is no <metadata>');
  const text = (...path: readonly string[]) => textIn(document, 'metadata', ...path) || undefined;
  const named = textsIn(document, 'versioning', 'versions', 'version');
  const single = text('versioning', 'release') ?? text('versioning', 'latest');
  return {
    groupId: text('groupId'),
    artifactId: text('artifactId'),
    versions: named.length > 0 || single === undefined ? named : [single],
    snapshot: {
      timestamp: text('versioning', 'snapshot', 'timestamp'),
      buildNumber: text('versioning', 'snapshot', 'buildNumber'),
      files: listIn(document, 'metadata', 'versioning', 'snapshotVersions', 'snapshotVersion').map((file) => ({
        value: textIn(file, 'value') ?? '',
        classifier: textIn(file, 'classifier') || undefined,
        extension: textIn(file, 'extension') ?? '',
      })),
    },
  };
}

const textsIn = (document: XmlElement, ...path: readonly string[]): string[] =>
  listIn(document, 'metadata', ...path).flatMap((element) => textIn(element) || []);

/** The build that a snapshot's metadata file is of; undefined when it does not say (MVN-43). */
export function buildIn(
  { snapshot: { timestamp, buildNumber, files } }: Metadata,
  version: string,
): string | undefined {
  if (timestamp === undefined) return undefined;
  const start = `${baseOf(version)}${timestamp}-`;
  if (buildNumber !== undefined) return start + buildNumber;
  return files.map(({ value }) => value).find((value) => value.startsWith(start));
}

/** The name of a file of a snapshot's build. */
export const fileName = (artifact: string, { value, classifier, extension }: SnapshotFile): string =>
  `${artifact}-${value}${classifier === undefined ? '' : `-${classifier}`}.${extension}`;

/** The metadata of a package: the versions that its clients see, in Maven's order (MVN-58 to MVN-60). */
export function packageMetadata(place: PackagePlace, { versions: listed, refreshedTime }: Listing): string {
  const versions = listed.map(({ version }) => version).sort(formats.maven.compareVersions);
  const changed = listed.map(({ publishedTime }) => publishedTime ?? 0);
  const released = versions.filter((version) => !isSnapshot(version));
  return metadataText(place, [
    '  <versioning>',
    `    <latest>${escaped(versions.at(-1)!)}</latest>`,
    ...released.slice(-1).map((version) => `    <release>${escaped(version)}</release>`),
    '    <versions>',
    ...versions.map((version) => `      <version>${escaped(version)}</version>`),
    '    </versions>',
    `    <lastUpdated>${stampOf(refreshedTime ?? Math.max(...changed))}</lastUpdated>`,
    '  </versioning>',
  ]);
}

/** The metadata of a snapshot, made of its files' names; undefined when none is of a build (MVN-49). */
export function snapshotMetadata(place: PackagePlace, version: string, names: readonly string[]): string | undefined {
  const builds = names.flatMap((name) => buildOf(place.package, version, name) ?? []);
  const [build] = builds.sort(formats.maven.compareVersions).slice(-1);
  if (build === undefined) return undefined;
  const [timestamp = '', buildNumber = ''] = build.slice(baseOf(version).length).split('-');
  const updated = timestamp.replace('.', '');
  const start = `${place.package}-${build}`;
  const files = names.flatMap((name) => (name.startsWith(start) ? (partsOf(name.slice(start.length)) ?? []) : []));
  return metadataText(place, [
    `  <version>${escaped(version)}</version>`,
    '  <versioning>',
    '    <snapshot>',
    `      <timestamp>${timestamp}</timestamp>`,
    `      <buildNumber>${buildNumber}</buildNumber>`,
    '    </snapshot>',
    `    <lastUpdated>${updated}</lastUpdated>`,
    '    <snapshotVersions>',
    ...files.flatMap(({ classifier, extension }) => [
      '      <snapshotVersion>',
      ...(classifier === undefined ? [] : [`        <classifier>${escaped(classifier)}</classifier>`]),
      `        <extension>${escaped(extension)}</extension>`,
      `        <value>${escaped(build)}</value>`,
      `        <updated>${updated}</updated>`,
      '      </snapshotVersion>',
    ]),
    '    </snapshotVersions>',
    '  </versioning>',
  ]);
}

/** Classifier and extension: the latter is what follows the last dot, but for archives of archives and signatures. */
function partsOf(rest: string): Omit<SnapshotFile, 'value'> | undefined {
  const [, classifier, extension] =
    /^(?:-(.+?))?\.((?:tar\.)?[^.]+(?:\.(?:asc|sig|sigstore|sigstore\.json))?)$/s.exec(rest) ?? [];
  return extension === undefined ? undefined : { classifier, extension };
}

const metadataText = ({ namespace, package: name }: PackagePlace, lines: readonly string[]): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<metadata modelVersion="1.1.0">',
    `  <groupId>${escaped(namespace)}</groupId>`,
    `  <artifactId>${escaped(name)}</artifactId>`,
    ...lines,
    '</metadata>',
    '',
  ].join('\n');

/** `yyyyMMddHHmmss` in UTC. */
const stampOf = (time: number): string => new Date(time).toISOString().replace(/\D/g, '').slice(0, 14);

const references: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** A text within XML; characters that XML cannot have are replaced. */
const escaped = (text: string): string =>
  text
    .replace(/[^\t\n\r\x20-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>]/g, (character) => references[character]!);
