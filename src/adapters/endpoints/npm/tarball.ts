import { filesInTarball } from '../archives/tar';
import { readable } from '../unreadable';

/** What is of use inside the tarball of a package. */
export interface Inside {
  readonly readme?: { readonly name: string; readonly text: string };
  readonly hasShrinkwrap: boolean;
  /** The package is built when it is installed, whatever its scripts say. */
  readonly hasBindings: boolean;
}

/** Looks into a tarball. Refuses with 400 one that cannot be read. */
export async function lookInside(tarball: Uint8Array): Promise<Inside> {
  const names = new Set<string>();
  const isReadme = (path: string): boolean => {
    const [, name] = /^[^/]+\/([^/]+)$/.exec(path) ?? []; // npm takes off the first folder, whatever its name
    if (name !== undefined) names.add(name);
    return name !== undefined && /^readme/i.test(name);
  };
  const words = (problem: string): string => `The tarball cannot be read: ${problem}.`;
  const files = await readable(() => filesInTarball(tarball, isReadme), words);
  const readmes = [...files].map(([path, bytes]) => ({ name: path.slice(path.indexOf('/') + 1), bytes }));
  const chosen = readmes.sort((a, b) => rank(a.name) - rank(b.name) || (a.name < b.name ? -1 : 1))[0];
  return {
    readme: chosen && { name: chosen.name, text: new TextDecoder().decode(chosen.bytes) },
    hasShrinkwrap: names.has('npm-shrinkwrap.json'),
    hasBindings: names.has('binding.gyp'),
  };
}

/** Of several files npm shows README.md first. */
const rank = (name: string): number => (/^readme\.md$/i.test(name) ? 0 : /^readme$/i.test(name) ? 1 : 2);
