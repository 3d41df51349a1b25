import { defineFormat } from './define-format';
import { fault, type Judge, mustFit } from './fault';
import type { Fault } from './format-rules';

/** PUB-40: only what PUB-38 and PUB-39 allow. */
const charactersFault: Judge = mustFit(
  /^[\p{Ll}\p{Lm}\p{Lo}\p{Lt}\p{Lu}\p{Nl}\p{Nd}~!@^&()\-_+[\]{};,.` ]*$/u,
  'PUB-40',
  'an asset name of at most 255 letters, digits, single spaces and any of ~!@^&()-_+[]{};,.`',
);

function assetFault(asset: string): Fault | undefined {
  if (asset === '.' || asset === '..') return fault('PUB-41', asset, 'a name that an asset can have');
  if (/^ | {2}| $/.test(asset)) return fault('PUB-42', asset, 'an asset name with single spaces, all of them inside');
  return charactersFault(asset);
}

/** Generic: free texts, no upstreams, and a version that is closed once it is Published. */
export const generic = defineFormat({
  format: 'generic',
  namespace: 'required', // PKG-10
  externalConnections: [], // EXT-01
  upstreams: false, // RES-33
  newAssets: 'unfinished', // PUB-34
  unfinished: true, // STA-02
  apiNormalizes: false,
  assetFault,
  displayName: ({ package: name }) => name, // VER-11
  defaultDisplayVersion: 'most-recent', // VER-49
});
