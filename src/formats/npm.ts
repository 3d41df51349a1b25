import { defineFormat } from './define-format';
import { fault } from './fault';
import { compareSemanticVersions, mustBeSemanticVersion } from './semantic-version';

const tarball = 'package.tgz'; // NPM-06

/** npm: the namespace is the scope without its `@` (PKG-07), nothing is normalised (PKG-19). */
export const npm = defineFormat({
  format: 'npm',
  namespace: 'optional', // PKG-07
  externalConnections: ['public:npmjs'], // EXT-T1
  upstreams: true,
  newAssets: 'never', // PUB-08
  unfinished: false, // STA-02
  apiNormalizes: false,
  compareVersions: compareSemanticVersions, // NPM-10
  versionFault: mustBeSemanticVersion('NPM-05'),
  assetFault: (asset) => (asset === tarball ? undefined : fault('NPM-06', asset, tarball)),
  assetName: () => tarball,
  displayName: ({ namespace, package: name }) => (namespace === undefined ? name : `@${namespace}/${name}`), // VER-08
  defaultDisplayVersion: 'latest-tag', // VER-50
});
