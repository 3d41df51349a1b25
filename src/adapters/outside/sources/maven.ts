import { maven } from '../../../formats/maven';
import type { PackageCoordinates } from '../../../model/coordinates';
import { pomMetadata } from '../../endpoints/maven/pom';
import { BrokenXml, listIn, readXml, textIn } from '../../endpoints/xml';
import { type Digests, digestsOf } from '../integrity';
import type { Registry } from '../registry';
import type { PublicRelease, SourceMaker } from '../source';

/** A Maven repository: its metadata names versions, and files are found by asking for them (EXT-38). */
export const mavenSource: SourceMaker = (registry) => ({
  listsAssets: false,
  package: async (coordinates) => {
    const address = registry.below(...folderOf(coordinates), 'maven-metadata.xml');
    if (address === undefined) return undefined;
    const releases = await registry.document(address, { accept: 'application/xml, text/xml, */*', parse: releasesIn });
    return releases && { name: coordinates.package, releases };
  },
  file(coordinates, version, name) {
    if (maven.isSnapshot(version) || /\.(?:md5|sha1|sha256|sha512)$/.test(name)) return undefined; // EXT-36, MVN-06
    const address = registry.below(...folderOf(coordinates), version, name);
    return address === undefined
      ? undefined
      : { asset: { name, hashes: {} }, address, digests: () => sidecars(registry, address) };
  },
  metadata: async (name, { bytes }) => (name.endsWith('.pom') ? pomMetadata(bytes) : undefined),
});

const folderOf = ({ namespace = '', package: name }: PackageCoordinates): readonly string[] => [
  ...namespace.split('.'),
  name,
];

function releasesIn(xml: string): PublicRelease[] {
  try {
    const { metadata } = readXml(xml, { lists: ['version'] });
    const root = Array.isArray(metadata) ? metadata[0] : metadata;
    const versions = listIn(root, 'versioning', 'versions', 'version').flatMap((each) => textIn(each) ?? []);
    return [...new Set(versions)]
      .filter((version) => version !== '' && !maven.isSnapshot(version)) // EXT-36
      .map((version) => ({ version, metadata: {}, tags: [], files: [] }));
  } catch (error) {
    if (error instanceof BrokenXml) throw new Error(error.message);
    throw error;
  }
}

/** What stands in the files beside it, the safer one first; some repositories have one of them, some both. */
async function sidecars(registry: Registry, address: string): Promise<Digests | undefined> {
  for (const algorithm of ['sha256', 'sha1']) {
    const hashes = await registry.document(`${address}.${algorithm}`, {
      accept: 'text/plain, */*',
      parse: (text) => digestsOf({ [algorithm]: /[0-9a-f]{40,128}/i.exec(text)?.[0] }),
    });
    if (hashes && Object.keys(hashes).length > 0) return { hashes };
  }
  return undefined;
}
