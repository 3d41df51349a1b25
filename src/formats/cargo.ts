import { defineFormat } from './define-format';
import { mustFit } from './fault';
import { compareSemanticVersions, mustBeSemanticVersion } from './semantic-version';

/** Cargo: stored as published (PKG-19), but names collide without case and versions without build metadata. */
export const cargo = defineFormat({
  format: 'cargo',
  namespace: 'none', // PKG-11
  externalConnections: ['public:crates-io'], // EXT-T1
  upstreams: true,
  newAssets: 'never', // PUB-09
  unfinished: false, // STA-02
  apiNormalizes: false, // CRG-03
  ignoresNameCase: true, // CRG-03
  versionIdentity: (version) => version.replace(/\+.*$/s, ''), // CRG-05
  nameFault: mustFit(
    /^[a-zA-Z][a-zA-Z0-9_-]{0,63}$/,
    'CRG-02',
    'a crate name of at most 64 letters, digits, "-" and "_", a letter first',
  ),
  compareVersions: compareSemanticVersions, // CRG-08
  versionFault: mustBeSemanticVersion('CRG-04'),
  assetName: ({ package: name }, version) => `${name}-${version}.crate`, // CRG-06
  displayName: ({ package: name }) => name, // VER-11
  defaultDisplayVersion: 'most-recent', // VER-51
});
