import { freeze } from 'immer';
import { formats } from '../formats';
import { storedCoordinates } from '../formats/coordinates';
import type { PackageCoordinates } from '../model/coordinates';
import type { VersionMetadata } from '../model/state';

/**
 * A caller's metadata as the state keeps it: a finished copy, with the display name in its author's spelling where the
 * stored name differs from it (PKG-29, VER-09, VER-11). Undefined when there is nothing to keep.
 */
export function keptMetadata(
  given: PackageCoordinates,
  metadata: VersionMetadata | undefined,
): VersionMetadata | undefined {
  const name = formats[given.format].displayName(given);
  const isOther =
    metadata?.displayName === undefined && name !== formats[given.format].displayName(storedCoordinates(given));
  if (!metadata && !isOther) return undefined;
  const { licenses, dependencies, ...texts } = metadata ?? {};
  return freeze(
    {
      ...texts,
      ...(licenses && { licenses: licenses.map((license) => ({ ...license })) }),
      ...(dependencies && { dependencies: dependencies.map((dependency) => ({ ...dependency })) }),
      ...(isOther && { displayName: name }),
    },
    true,
  );
}
