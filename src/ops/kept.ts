import type { Asset, Hashes, PublicAsset } from '../model/state';

/** A caller's asset as the state keeps it: a finished copy, so that nothing of the caller's is frozen. */
export const keptAsset = ({ name, size, hashes, publishedTime, manifest }: Asset): Asset =>
  publishedTime === undefined && manifest === undefined
    ? Object.freeze({ name, size, hashes: keptHashes(hashes) })
    : Object.freeze({ name, size, hashes: keptHashes(hashes), ...known({ publishedTime, manifest }) });

/** As `keptAsset`, for a file of which not all has to be known. */
export const keptPublicAsset = ({ name, size, hashes, publishedTime, manifest }: PublicAsset): PublicAsset =>
  Object.freeze({ name, ...known({ size, publishedTime, manifest }), hashes: Object.freeze(known(hashes)) });

// Member by member: a spread costs several times as much, and every publication comes here.
const keptHashes = (hashes: Hashes): Hashes =>
  Object.freeze(
    hashes.MD5 === undefined || hashes['SHA-1'] === undefined || hashes['SHA-512'] === undefined
      ? known(hashes)
      : {
          MD5: hashes.MD5,
          'SHA-1': hashes['SHA-1'],
          'SHA-256': hashes['SHA-256'],
          'SHA-512': hashes['SHA-512'],
        },
  );

const known = <T extends object>(members: T): T =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as T;
