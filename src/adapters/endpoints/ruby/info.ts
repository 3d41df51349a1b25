import type { PublicAsset } from '../../../model/state';
import type { IndexedPackage } from '../../../ops/read-index';
import type { ListedVersion } from '../../../resolution/listing';
import { digestOf } from '../hashing';
import { type Gem, gemsOf } from './gem';

/** What `/info/{gem}` says of a gem, and what `/versions` takes from it. */
export interface Info {
  readonly text: string;
  /** In hexadecimal. */
  readonly md5: string;
  /** Versions with their platforms, as `1.16.0-x86_64-linux`. */
  readonly numbers: readonly string[];
}

/** RBY-17. It is made once for the same records: an index asks for that of each gem. */
export function infoOf({ coordinates, listing: { versions } }: IndexedPackage): Info {
  const first = versions[0]?.assets[0];
  const before = first && known.get(first);
  if (before && isSame(before.versions, versions)) return before.info;
  const gems = gemsOf(coordinates, versions);
  const text = `---\n${gems.map((gem) => `${lineOf(gem)}\n`).join('')}`;
  const info = { text, md5: digestOf('md5', text), numbers: gems.map(numberOf) }; // RBY-13
  if (first) known.set(first, { versions, info });
  return info;
}

/** By the first file of a gem: what was made last of which versions. */
const known = new WeakMap<PublicAsset, { readonly versions: readonly ListedVersion[]; readonly info: Info }>();

/** Whether a text of these versions is the same: the records that they show are. */
const isSame = (versions: readonly ListedVersion[], others: readonly ListedVersion[]): boolean =>
  versions.length === others.length &&
  versions.every(({ version, metadata, assets }, index) => {
    const other = others[index]!;
    if (version !== other.version || metadata !== other.metadata || assets.length !== other.assets.length) return false;
    return assets.every((asset, at) => asset === other.assets[at]);
  });

const numberOf = ({ version, platform }: Gem): string => (platform === 'ruby' ? version : `${version}-${platform}`);

/** RBY-17 to RBY-20: what is not known, as the digest of a file that is only public can be, has no place. */
function lineOf(gem: Gem): string {
  const { asset, dependencies, ruby, rubygems } = gem;
  const needed = dependencies.map((dependency) => demand(...dependency));
  const checksum = asset?.hashes['SHA-256'];
  const required = [
    ...(checksum === undefined ? [] : [`checksum:${checksum}`]),
    ...(ruby === undefined ? [] : [demand('ruby', ruby)]),
    ...(rubygems === undefined ? [] : [demand('rubygems', rubygems)]),
  ];
  return `${numberOf(gem)} ${needed.join(',')}|${required.join(',')}`;
}

const demand = (name: string, requirement: string): string => `${name}:${requirement.replaceAll(', ', '&')}`;
