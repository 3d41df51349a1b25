import type { PublicAsset } from '../../../model/state';
import { jsonObjectIn } from '../json-object';
import { onceForEach } from '../once-for-each';

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

/** The manifest of a file; empty when it has none, or one that is no such manifest. */
export const manifestOf = onceForEach((asset: PublicAsset): FileManifest => {
  const { 'requires-python': python, 'upload-time': time } = jsonObjectIn(asset.manifest) ?? {};
  return {
    ...(typeof python === 'string' && { 'requires-python': python }),
    ...(typeof time === 'string' && { 'upload-time': time }),
  };
});
