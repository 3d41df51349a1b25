import { filesInTarball } from '../archives/tar';
import { unacceptable } from '../refusals';
import { readable } from '../unreadable';

/**
 * Refuses what is no crate file of this name and version (CRG-40). Checked is: it is a gzipped tar with the file
 * `{name}-{vers}/Cargo.toml`, and where the `[package]` table of that gives `name` and `version` as plain texts on
 * lines of their own, as in every file that Cargo packs, they are these. Anything else in it is not looked at.
 */
export async function demandCrate(bytes: Uint8Array, name: string, vers: string): Promise<void> {
  const path = `${name}-${vers}/Cargo.toml`;
  const files = await readable(
    () => filesInTarball(bytes, (file) => file === path),
    (problem) => `The crate file cannot be read: ${problem}.`,
  );
  const found = files.get(path);
  if (!found) throw unacceptable(`The crate file has no ${path}.`);
  const told = packageIn(new TextDecoder().decode(found));
  demandSame(path, 'name', told.get('name'), name);
  demandSame(path, 'version', told.get('version'), vers);
}

function demandSame(path: string, key: string, told: string | undefined, given: string): void {
  if (told !== undefined && told !== given) {
    throw unacceptable(`The ${key} in ${path} is ${told}, and ${given} is published.`);
  }
}

const header = /^\s*\[/;
const packageHeader = /^\s*\[\s*package\s*\]\s*(?:#.*)?$/;
/** A basic text without escapes, or a literal one. */
const plainText = /^\s*(name|version)\s*=\s*(?:"([^"\\]*)"|'([^']*)')\s*(?:#.*)?$/;

/** The plain `name` and `version` of the `[package]` table. What stands inside of long texts is passed over. */
function packageIn(toml: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  let isInside = false;
  let isText = false;
  for (const line of toml.split('\n')) {
    const marks = /^\s*#/.test(line) && !isText ? [] : (line.match(/"""|'''/g) ?? []);
    const wasText = isText;
    if (marks.length % 2 === 1) isText = !isText;
    if (wasText) continue;
    if (header.test(line)) isInside = packageHeader.test(line);
    const [, key, basic, literal] = plainText.exec(line.replace(/\r$/, '')) ?? [];
    if (isInside && key !== undefined && !found.has(key)) found.set(key, basic ?? literal ?? '');
  }
  return found;
}
