import type { PublicAsset } from '../../../model/state';

/** What the page of a project says of a file besides its name, size and digests: the JSON of `Asset.manifest`. */
export interface FileManifest {
  readonly 'requires-python'?: string;
  /** As PyPI gives it, up to microseconds (PYP-23); left out, it is the time at which the file was published. */
  readonly 'upload-time'?: string;
}

/** The text of a manifest; undefined when it would say nothing. */
export function written(requiresPython: string | undefined): string | undefined {
  return requiresPython === undefined
    ? undefined
    : JSON.stringify({ 'requires-python': requiresPython } satisfies FileManifest);
}

const known = new WeakMap<PublicAsset, FileManifest>();

/** The manifest of a file, read once; empty when it has none, or one that is no such manifest. */
export function manifestOf(asset: PublicAsset): FileManifest {
  if (asset.manifest === undefined) return nothing;
  let manifest = known.get(asset);
  if (!manifest) {
    manifest = read(asset.manifest);
    known.set(asset, manifest);
  }
  return manifest;
}

const nothing: FileManifest = Object.freeze({});

function read(text: string): FileManifest {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return nothing;
    const { 'requires-python': python, 'upload-time': time } = value as Readonly<Record<string, unknown>>;
    return {
      ...(typeof python === 'string' && { 'requires-python': python }),
      ...(typeof time === 'string' && { 'upload-time': time }),
    };
  } catch {
    return nothing;
  }
}
