import { defineFormat } from './define-format';
import { mustFit } from './fault';
import { comparePythonVersions, versionForm } from './pypi-order';

/** PyPI: names are normalised as in PEP 503 (PKG-20), versions stay as the author wrote them (PYP-11). */
export const pypi = defineFormat({
  format: 'pypi',
  namespace: 'none', // PKG-11
  externalConnections: ['public:pypi'], // EXT-T1
  upstreams: true,
  newAssets: 'always', // PUB-06
  unfinished: false, // STA-02
  laterAssets: 'refreshed', // EXT-42
  apiNormalizes: false, // PKG-21
  normalizeName: (name) => name.toLowerCase().replace(/[-_.]+/g, '-'), // PKG-20
  compareVersions: comparePythonVersions, // PYP-27
  versionFault: mustFit(versionForm, 'PYP-12', 'a version by PEP 440'),
  assetFault: mustFit(
    /\.(?:whl|tar\.gz|tgz|zip|egg|tar\.bz2)$/,
    'PYP-10',
    'a file that ends in .whl, .tar.gz, .tgz, .zip, .egg or .tar.bz2',
  ),
  displayName: ({ package: name }) => name, // VER-09
  defaultDisplayVersion: 'most-recent', // VER-49
});
