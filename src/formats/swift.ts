import { defineFormat } from './define-format';
import { mustFit } from './fault';
import { compareSemanticVersions, mustBeSemanticVersion } from './semantic-version';

/** SWF-07. */
const scope = /^[a-zA-Z0-9](?:[a-zA-Z0-9]|-(?=[a-zA-Z0-9])){0,38}$/;
/** SWF-08. */
const name = /^[a-zA-Z0-9](?:[a-zA-Z0-9]|[-_](?=[a-zA-Z0-9])){0,99}$/;

const toLowerCase = (text: string): string => text.toLowerCase(); // PKG-26

/** Swift: scope and name are stored in lower case, and looked up so in the API too (PKG-26, PKG-27). */
export const swift = defineFormat({
  format: 'swift',
  namespace: 'required', // PKG-09
  externalConnections: [], // EXT-01
  upstreams: true,
  newAssets: 'never', // PUB-09
  unfinished: false, // STA-02
  apiNormalizes: true, // PKG-27
  normalizeName: toLowerCase,
  normalizeNamespace: toLowerCase,
  namespaceFault: mustFit(scope, 'SWF-07', 'a scope of at most 39 letters and digits with single hyphens inside'),
  nameFault: mustFit(name, 'SWF-08', 'a name of at most 100 letters and digits with single "-" or "_" inside'),
  compareVersions: compareSemanticVersions, // SWF-13
  versionFault: mustBeSemanticVersion('SWF-06'),
  assetName: ({ package: name }, version) => `${name}-${version}.zip`.toLowerCase(), // SWF-10
  displayName: ({ namespace, package: name }) => `${namespace}.${name}`, // VER-11
  defaultDisplayVersion: 'most-recent', // VER-51
});
