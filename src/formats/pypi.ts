import { defineFormat } from './define-format';
import { mustFit } from './fault';

/**
 * A version in the grammar of PEP 440 with all the spellings that the PEP lets a parser accept, letter case aside:
 * an epoch, the release, then a pre-, a post- and a development release, and a local part.
 */
const version = new RegExp(
  [
    /^v?(?:\d+!)?\d+(?:\.\d+)*/,
    /(?:[-_.]?(?:alpha|beta|preview|pre|rc|a|b|c)[-_.]?\d*)?/,
    /(?:-\d+|[-_.]?(?:post|rev|r)[-_.]?\d*)?/,
    /(?:[-_.]?dev[-_.]?\d*)?/,
    /(?:\+[a-z0-9]+(?:[-_.][a-z0-9]+)*)?$/,
  ]
    .map((part) => part.source)
    .join(''),
  'i',
);

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
  versionFault: mustFit(version, 'PYP-12', 'a version by PEP 440'),
  assetFault: mustFit(
    /\.(?:whl|tar\.gz|tgz|zip|egg|tar\.bz2)$/,
    'PYP-10',
    'a file that ends in .whl, .tar.gz, .tgz, .zip, .egg or .tar.bz2',
  ),
  displayName: ({ package: name }) => name, // VER-09
  defaultDisplayVersion: 'most-recent', // VER-49
});
