import type { Asset } from '../model/state';

/** A caller's asset as the state keeps it: a finished copy, so that nothing of the caller's is frozen. */
export const keptAsset = ({ name, size, hashes }: Asset): Asset =>
  Object.freeze({ name, size, hashes: keptHashes(hashes) });

// Member by member: a spread costs several times as much, and every publication comes here.
const keptHashes = (hashes: Asset['hashes']): Asset['hashes'] =>
  Object.freeze({
    MD5: hashes.MD5,
    'SHA-1': hashes['SHA-1'],
    'SHA-256': hashes['SHA-256'],
    'SHA-512': hashes['SHA-512'],
  });
