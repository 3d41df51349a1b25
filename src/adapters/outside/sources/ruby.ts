import { ruby } from '../../../formats/ruby';
import { digestsOf } from '../integrity';
import type { PublicFile, PublicPackage, PublicRelease, SourceMaker } from '../source';
import { known } from './json';

/** The compact index of RubyGems: a line for each file, with its digest and what it demands. */
export const rubySource: SourceMaker = (registry) => ({
  listsAssets: true,
  package: async ({ package: name }) => {
    const address = registry.below('info', name);
    const parse = (text: string) => packageIn(name, text, registry.addressOf);
    return address === undefined ? undefined : registry.document(address, { accept: 'text/plain, */*', parse });
  },
});

function packageIn(name: string, text: string, addressOf: (path: string) => string): PublicPackage {
  const lines = text.split('\n');
  if (lines[0] !== '---') throw new Error('no index of a gem');
  const byVersion = new Map<string, PublicFile[]>();
  for (const line of lines.slice(1)) {
    const [, number = '', needed = '', required = ''] = /^([^ ]+) ([^|]*)\|(.*)$/.exec(line) ?? [];
    const [version = '', ...platforms] = number.split('-');
    if (version === '' || ruby.versionFault(version)) continue;
    const platform = platforms.join('-') || 'ruby';
    const demands = Object.fromEntries(pairsIn(required));
    const asset = {
      name: ruby.assetName!({ format: 'ruby', package: name }, version, platform), // RBY-05
      hashes: digestsOf({ sha256: demands.checksum }),
      manifest: JSON.stringify(
        known({ platform, dependencies: pairsIn(needed), ruby: demands.ruby, rubygems: demands.rubygems }),
      ),
    };
    const file = { asset, address: addressOf(`gems/${encodeURIComponent(asset.name)}`) };
    byVersion.set(version, [...(byVersion.get(version) ?? []), file]);
  }
  return { name, releases: [...byVersion].map(([version, files]): PublicRelease => releaseOf(version, files)) };
}

const releaseOf = (version: string, files: readonly PublicFile[]): PublicRelease => ({
  version,
  metadata: {},
  tags: [],
  files,
});

/** `name:demand&demand` by commas: each name with its demands as RubyGems writes them. */
const pairsIn = (text: string): [name: string, demands: string][] =>
  text.split(',').flatMap((each): [string, string][] => {
    const [, name, demands] = /^([^:]+):(.*)$/.exec(each.trim()) ?? [];
    return name === undefined || demands === undefined ? [] : [[name, demands.split('&').join(', ')]];
  });
