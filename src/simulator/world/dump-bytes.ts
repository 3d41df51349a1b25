import { base64, utf8 } from '@scure/base';
import type { Snapshot } from '../snapshot';
import { present } from './dump-packages';
import type { World, WorldAsset, WorldAssetNote, WorldVersion } from './world';

/** The most bytes of assets that are written out: in base64 and as JSON they still fit into one text of any engine. */
const mostBytes = 128 * 1024 * 1024;

/**
 * The world that was just made, its assets with their bytes where the moment has them. Throws a RangeError, before
 * anything is encoded, when that would be too many; an asset counts as often as it stands in the world.
 */
export function withBytes(world: World, moment: Snapshot): World {
  const found = [...assetsIn(world)].flatMap((assets) =>
    Object.entries(assets).flatMap(([name, asset]) => {
      const digest = typeof asset === 'object' && 'hashes' in asset ? asset.hashes?.['SHA-256'] : undefined;
      const bytes = digest === undefined ? undefined : moment.bytesOf(digest);
      return bytes ? [{ assets, name, bytes }] : [];
    }),
  );
  const total = found.reduce((sum, { bytes }) => sum + bytes.length, 0);
  if (total > mostBytes) {
    throw new RangeError(
      `The assets of the world have ${total} bytes, and at most ${mostBytes} are written out; without their bytes ` +
        '(worldOf: { bytes: false }, GET /_sim/world?bytes=false, dump --no-bytes) they are sizes and digests',
    );
  }
  for (const { assets, name, bytes } of found) {
    const { publishedTime, manifest } = assets[name] as WorldAssetNote;
    const note = present({ publishedTime, manifest });
    const isBare = Object.keys(note).length === 0;
    const value = (isBare && textIn(bytes)) || { base64: base64.encode(bytes), ...note };
    Object.defineProperty(assets, name, { value }); // any name
  }
  return world;
}

type Assets = Readonly<Record<string, WorldAsset>>;

function* assetsIn({ domains = {}, regions = {}, publicRepositories }: World): Generator<Assets> {
  for (const { repositories = {} } of Object.values(domains).flat()) {
    for (const { packages = {} } of Object.values(repositories)) yield* assetsOf(packages);
  }
  for (const each of [{ publicRepositories }, ...Object.values(regions)])
    yield* assetsOf(each.publicRepositories ?? {});
}

/** Those of all versions, which stand by package in packages of some kind. */
function* assetsOf(
  packages: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, WorldVersion>>>>>>,
): Generator<Assets> {
  for (const byName of Object.values(packages)) {
    for (const versions of Object.values(byName)) {
      for (const { assets } of Object.values(versions)) if (assets) yield assets;
    }
  }
}

/** What the bytes say, if they are a text that can be read: line ends and tabs are the only controls in it. */
function textIn(bytes: Uint8Array): string | undefined {
  try {
    const text = utf8.encode(bytes);
    const again = utf8.decode(text);
    const isSame = again.length === bytes.length && again.every((byte, at) => byte === bytes[at]);
    return isSame && /^[^\p{C}]*$/u.test(text.replace(/[\n\t]/g, '')) ? text : undefined;
  } catch {
    return undefined;
  }
}
