import { cargo } from '../../../formats/cargo';
import { digestsOf } from '../integrity';
import type { PublicRelease, SourceMaker } from '../source';
import { known, type Loose, looseIn, textAt, timeOf } from './json';

/** A sparse index of crates: a line for each version, with the digest of its file. */
export const cargoSource: SourceMaker = (registry) => ({
  listsAssets: true,
  async package({ package: asked }) {
    const address = registry.below(...indexPath(asked.toLowerCase()).split('/'));
    if (address === undefined) return undefined;
    const lines = await registry.document(address, { accept: 'text/plain', parse: linesIn });
    if (!lines || lines.length === 0) return undefined;
    const template = await registry.document('config.json', { accept: 'application/json', parse: templateIn });
    if (template === undefined) return undefined;
    const name = textAt(lines[0]!, 'name')!;
    return { name, releases: lines.map((line) => releaseOf(name, line, template)) };
  },
});

function linesIn(text: string): Loose[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const members = looseIn(line);
      if (textAt(members, 'name') === undefined || textAt(members, 'vers') === undefined) {
        throw new Error('a line without name or version');
      }
      return members;
    });
}

/** Where files are: the `dl` of the configuration, with its markers. */
function templateIn(text: string): string {
  const dl = textAt(looseIn(text), 'dl');
  if (dl === undefined) throw new Error('no dl');
  return /\{(?:crate|version|prefix|lowerprefix|sha256-checksum)\}/.test(dl) ? dl : `${dl}/{crate}/{version}/download`;
}

/** CRG-20. */
function indexPath(name: string): string {
  if (name.length < 3) return `${name.length}/${name}`;
  if (name.length === 3) return `3/${name[0]}/${name}`;
  return `${name.slice(0, 2)}/${name.slice(2, 4)}/${name}`;
}

function releaseOf(name: string, line: Loose, template: string): PublicRelease {
  const version = textAt(line, 'vers')!;
  const checksum = textAt(line, 'cksum') ?? '';
  const { deps, features, features2, links, v, rust_version } = line;
  const markers: Readonly<Record<string, string>> = {
    crate: encodeURIComponent(name),
    version: encodeURIComponent(version),
    prefix: prefixOf(name),
    lowerprefix: prefixOf(name.toLowerCase()),
    'sha256-checksum': checksum,
  };
  const address = template.replace(/\{([a-z0-9-]+)\}/g, (marker, word: string) => markers[word] ?? marker);
  const publishedTime = timeOf(line.pubtime);
  return {
    version,
    ...(publishedTime !== undefined && { publishedTime }),
    metadata: {
      manifest: JSON.stringify(known({ deps, features, features2, links, v, rust_version })),
      ...(line.yanked === true && { yanked: true as const }), // CRG-25
    },
    tags: [],
    files: [
      {
        asset: {
          name: cargo.assetName!({ format: 'cargo', package: name }, version), // CRG-06
          hashes: digestsOf({ sha256: checksum }),
        },
        address,
      },
    ],
  };
}

const prefixOf = (name: string): string => indexPath(name).split('/').slice(0, -1).join('/');
