import { defineFormat } from './define-format';
import { mustFit } from './fault';
import { compareGemVersions } from './ruby-order';

/** RBY-03. */
const version = /^[0-9]+(?:\.[0-9a-zA-Z]+)*(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;

/** Ruby: nothing is normalised (PKG-19); the gems of all platforms are assets of one version (RBY-04). */
export const ruby = defineFormat({
  format: 'ruby',
  namespace: 'none', // PKG-11
  externalConnections: ['public:ruby-gems-org'], // EXT-T1
  upstreams: true,
  newAssets: 'always', // RBY-04
  unfinished: false, // STA-02
  apiNormalizes: false,
  nameFault: mustFit(/^[a-zA-Z0-9._-]+$/, 'RBY-02', 'a gem name of letters, digits, ".", "_" and "-"'),
  versionFault: mustFit(version, 'RBY-03', 'a gem version'),
  assetName: ({ package: name }, version, platform = 'ruby') =>
    platform === 'ruby' ? `${name}-${version}.gem` : `${name}-${version}-${platform}.gem`, // RBY-05
  displayName: ({ package: name }) => name, // VER-11
  compareVersions: compareGemVersions, // RBY-03
  countedIndex: 5000, // QUO-23
  defaultDisplayVersion: 'most-recent', // VER-51
});
