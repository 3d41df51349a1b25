import { BrokenArchive } from '../archives/broken-archive';
import { filesInZip } from '../archives/zip';

/** The manifests of a package by the name of the file: `Package.swift` is always one of them. */
export type Manifests = ReadonlyMap<string, Uint8Array>;

/** SWF-26. */
const form = /^Package(?:@swift-\d+(?:\.\d+){0,2})?\.swift$/;

/**
 * The manifests of a source archive, at its root or in its one top folder. Throws a BrokenArchive for what is no zip or
 * has no `Package.swift` there (SWF-38).
 */
export function manifestsIn(bytes: Uint8Array): Manifests {
  const tops = new Set<string>();
  const files = filesInZip(bytes, (path) => {
    const [top = '', name, ...rest] = path.split('/');
    tops.add(top);
    return form.test(name === undefined ? top : name) && rest.length === 0;
  });
  const folder = files.has('Package.swift') || tops.size !== 1 ? '' : `${[...tops][0]}/`;
  const manifests = new Map<string, Uint8Array>();
  for (const [path, content] of files) {
    const name = path.slice(folder.length);
    if (path.startsWith(folder) && form.test(name)) manifests.set(name, content);
  }
  if (manifests.has('Package.swift')) return manifests;
  throw new BrokenArchive('The archive has no Package.swift, at its root or in its one top folder');
}

/** The tools version that a manifest's first line names; without such a line it is the one before there were any. */
export function toolsVersionOf(manifest: Uint8Array): string {
  const start = new TextDecoder().decode(manifest.subarray(0, 1024)).trimStart();
  return /^\/\/\s*swift-tools-version\s*:\s*(\d+(?:\.\d+){0,2})/i.exec(start)?.[1] ?? '3.1';
}
