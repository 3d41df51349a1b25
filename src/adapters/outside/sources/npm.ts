import { ServiceError } from '../../../model/errors';
import type { VersionMetadata } from '../../../model/state';
import { derived } from '../../endpoints/npm/derived';
import { fullName } from '../../endpoints/npm/names';
import { digestsOf, digestsOfIntegrity } from '../integrity';
import type { PublicPackage, PublicRelease, SourceMaker } from '../source';
import { isLoose, type Loose, looseIn, membersAt, textAt, timeOf } from './json';

/** The npm registry: one document per package, which has everything but sizes and SHA-256. */
export const npmSource: SourceMaker = (registry) => ({
  listsAssets: true,
  package: async ({ namespace, package: name }) => {
    const address = registry.below(fullName({ namespace, package: name }));
    const parse = (text: string) => packageIn(looseIn(text), registry.addressOf);
    return address === undefined ? undefined : registry.document(address, { accept: 'application/json', parse });
  },
});

function packageIn(packument: Loose, addressOf: (path: string) => string): PublicPackage | undefined {
  const name = textAt(packument, 'name');
  if (name === undefined || !isLoose(packument.versions)) throw new Error('no name or no versions');
  const tags = Object.entries(membersAt(packument, 'dist-tags'));
  const times = membersAt(packument, 'time');
  const latest = tags.find(([tag]) => tag === 'latest')?.[1];
  const releases = Object.entries(packument.versions).flatMap(([version, manifest]): PublicRelease[] => {
    if (!isLoose(manifest)) return [];
    const dist = membersAt(manifest, 'dist');
    const tarball = textAt(dist, 'tarball');
    if (tarball === undefined) return [];
    const hashes = { ...digestsOf({ sha1: dist.shasum }), ...digestsOfIntegrity(textAt(dist, 'integrity') ?? '') };
    const publishedTime = timeOf(times[version]);
    return [
      {
        version,
        ...(publishedTime !== undefined && { publishedTime }),
        metadata: metadataOf(manifest, version === latest ? textAt(packument, 'readme') : undefined),
        tags: tags.filter(([, target]) => target === version).map(([tag]) => tag),
        files: [{ asset: { name: 'package.tgz', hashes }, address: addressOf(tarball) }], // NPM-06
      },
    ];
  });
  return { name: name.replace(/^@[^/]*\//, ''), releases };
}

/** What old packages have for dependencies is not always any. */
function metadataOf(manifest: Loose, readme: string | undefined): VersionMetadata {
  try {
    return derived(manifest, readme);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const { dependencies, devDependencies, peerDependencies, optionalDependencies, ...rest } = manifest;
    return derived(rest, readme);
  }
}
