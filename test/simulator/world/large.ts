import type { HashAlgorithm } from '../../../src/api/types';
import type { Simulator } from '../../../src/simulator/interface';

/** A content of so many zeros, whose digests are made up, since to compute them takes long. */
export function large(size: number) {
  const digit = (size % 16).toString(16);
  const hashes: Record<HashAlgorithm, string> = {
    MD5: digit.repeat(32),
    'SHA-1': digit.repeat(40),
    'SHA-256': digit.repeat(64),
    'SHA-512': digit.repeat(128),
  };
  const content = { size, hashes, bytes: new Uint8Array(size) };
  const offer = (sim: Simulator, version: string): void => {
    const assets = [{ name: 'package.tgz', bytes: content as never }];
    sim.learn([{ type: 'public version', connection: 'public:npmjs', package: 'big', version, assets }]);
  };
  return { hashes, offer };
}
