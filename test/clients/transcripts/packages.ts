/** Packages that come from a public repository, their versions and statuses, and generic packages. */
import { expect } from 'vitest';
import type { Step } from '../transcript';
import { now } from './domains';

const place = '--domain my-domain --domain-owner 111122223333 --repository npm-store --format npm';
const chalk = `${place} --package chalk`;
const inMyRepo = '--domain my-domain --repository my-repo';
const generic = `${inMyRepo} --format generic --namespace my-ns --package my-package`;
const anyRevision = expect.stringMatching(/^[\w+/]{43}=$/); // VER-20

/** The versions that public:npmjs offers, each a minute after the one before. */
export const offered: Readonly<Record<string, readonly string[]>> = {
  lodash: ['0.1.0', '0.10.0', '0.2.0', '0.2.1', '0.2.2', '0.3.0'],
  webpack: ['4.41.2', '5.0.0-beta.3', '5.0.0-beta.4', '5.0.0-beta.5', '5.0.0-beta.6', '5.0.0-beta.7'],
  chalk: ['4.0.0', '4.0.1', '4.1.0', '5.0.0'],
  path: ['0.12.7'],
  'pat-test': ['1.0.0'],
  'patch-math3': ['1.0.0'],
};

const publishedTime = (index: number): number => now - 3600 + 60 * index;

/** The offers of a package, as a control request takes them. */
export const offersOf = (name: string): object[] =>
  offered[name]!.map((version, index) => ({
    connection: 'public:npmjs',
    package: name,
    version,
    publishedTime: new Date(publishedTime(index) * 1000).toISOString(),
    tags: [version.includes('beta') ? 'next' : 'latest'],
    assets: [{ name: 'package.tgz', text: `${name}@${version}` }],
    metadata: {
      summary: `${name}, a package`,
      homePage: `https://example.com/${name}`,
      licenses: [{ name: 'MIT' }],
      readme: `# ${name}`,
      dependencies: [{ package: 'ansi-styles', dependencyType: 'regular', versionRequirement: '^4.1.0' }],
    },
  }));

const origin = { domainEntryPoint: { externalConnectionName: 'public:npmjs' }, originType: 'EXTERNAL' };
const version = (text: string) => ({ version: text, revision: anyRevision, status: 'Published', origin });
const ingestedPackage = (name: string) => ({
  format: 'npm',
  package: name,
  originConfiguration: { restrictions: { publish: 'BLOCK', upstream: 'ALLOW' } }, // ORG-28
});

const onlyUpstream =
  /^Package not found in repository\. RepoId: \S+, Package = PackageCoordinate{packageType=npm, packageName=lodash},$/;

export const lists: readonly Step[] = [
  {
    of: 'LST-16 LST-23',
    run: `list-packages ${place} --package-prefix pat`,
    prints: { packages: ['pat-test', 'patch-math3', 'path'].map(ingestedPackage) },
  },
  {
    of: 'API-33: a first page',
    run: `list-packages ${place} --package-prefix pat --max-results 2`,
    prints: { packages: ['pat-test', 'patch-math3'].map(ingestedPackage), nextToken: expect.any(String) },
    keeps: { packages: 'nextToken' },
  },
  {
    of: 'API-33 API-34: the next page, by a token given in quotes',
    run: `list-packages ${place} --package-prefix pat --max-results 2 --next-token '{packages}'`,
    prints: { packages: ['path'].map(ingestedPackage) },
  },
  {
    of: 'LST-33 VER-50',
    run: `list-package-versions ${place} --package webpack --sort-by PUBLISHED_TIME --max-results 5`,
    prints: {
      defaultDisplayVersion: '4.41.2',
      format: 'npm',
      package: 'webpack',
      versions: ['7', '6', '5', '4', '3'].map((beta) => version(`5.0.0-beta.${beta}`)),
      nextToken: expect.any(String),
    },
  },
  {
    of: 'LST-35: the first page',
    run: `list-package-versions ${place} --package lodash --max-results 5`,
    prints: {
      defaultDisplayVersion: '0.3.0',
      format: 'npm',
      package: 'lodash',
      versions: ['0.1.0', '0.10.0', '0.2.0', '0.2.1', '0.2.2'].map(version),
      nextToken: expect.any(String),
    },
    keeps: { token: 'nextToken' },
  },
  {
    of: 'LST-35 API-34: the second page',
    run: `list-package-versions ${place} --package lodash --max-results 5 --next-token {token}`,
    prints: { defaultDisplayVersion: '0.3.0', format: 'npm', package: 'lodash', versions: [version('0.3.0')] },
  },
  {
    of: 'RES-39 ERR-45: a package that is only upstream',
    run: `list-package-versions ${inMyRepo} --format npm --package lodash`,
    refused: ['ResourceNotFoundException', onlyUpstream],
  },
  {
    of: 'VER-02 VER-34 VER-45',
    run: `describe-package-version ${chalk} --package-version 4.1.0`,
    prints: {
      packageVersion: {
        format: 'npm',
        packageName: 'chalk',
        displayName: 'chalk',
        version: '4.1.0',
        summary: 'chalk, a package',
        homePage: 'https://example.com/chalk',
        publishedTime: publishedTime(2),
        licenses: [{ name: 'MIT' }],
        revision: anyRevision,
        status: 'Published',
        origin,
      },
    },
  },
  {
    of: 'NPM-06 LST-38',
    run: `list-package-version-assets ${chalk} --package-version 4.1.0 --query assets[].[name,size] --output text`,
    says: 'package.tgz\t11',
  },
  {
    of: 'LST-53',
    run: `list-package-version-dependencies ${chalk} --package-version 4.1.0 --query dependencies`,
    prints: [{ package: 'ansi-styles', dependencyType: 'regular', versionRequirement: '^4.1.0' }],
  },
  {
    of: 'LST-63',
    run: `get-package-version-readme ${chalk} --package-version 4.1.0 --query readme --output text`,
    says: '# chalk',
  },
];

const succeeded = (status: string, revision: unknown = anyRevision) => ({ revision, status });
const failed = (errorCode: string, errorMessage: unknown) => ({ errorCode, errorMessage });
const differs = failed('MISMATCHED_STATUS', 'current status: Published, expected status: Unlisted');
const update = `update-package-versions-status ${chalk}`;
const dispose = `dispose-package-versions ${chalk} --versions 4.0.0`;

/** Vectors 6d-1 to 6d-7 of chalk, in an order in which each finds what it needs. */
export const statuses: readonly Step[] = [
  {
    of: 'the revision of 4.0.0',
    run: `describe-package-version ${chalk} --package-version 4.0.0 --query packageVersion.{revision:revision}`,
    prints: { revision: anyRevision },
    keeps: { of400: 'revision' },
  },
  {
    of: 'the revision of 4.1.0',
    run: `describe-package-version ${chalk} --package-version 4.1.0 --query packageVersion.{revision:revision}`,
    prints: { revision: anyRevision },
    keeps: { of410: 'revision' },
  },
  {
    of: 'STA-59 STA-67 (6d-2)',
    run: `${update} --versions 4.1.0 4.0.0 --target-status Archived --expected-status Unlisted`,
    prints: { successfulVersions: {}, failedVersions: { '4.0.0': differs, '4.1.0': differs } },
  },
  {
    of: 'STA-58 STA-61 STA-63 (6d-3)',
    run: `${update} --versions 4.1.0 4.0.0 --version-revisions 4.1.0=X,4.0.0={of400} --target-status Archived`,
    prints: {
      successfulVersions: {},
      failedVersions: {
        '4.0.0': failed('SKIPPED', 'version 4.0.0 is skipped'),
        '4.1.0': failed(
          'MISMATCHED_REVISION',
          expect.stringMatching(/^current revision: \S{44}, expected revision: X$/),
        ),
      },
    },
  },
  {
    of: 'STA-31 STA-57 (6d-4)',
    run: `${update} --versions 4.1.0 4.0.0 --version-revisions 4.1.0={of410},4.0.0={of400} --target-status Published`,
    prints: {
      successfulVersions: { '4.0.0': succeeded('Published', '{of400}'), '4.1.0': succeeded('Published', '{of410}') },
      failedVersions: {},
    },
  },
  {
    of: 'STA-43 (6d-5)',
    run: `${dispose} --expected-status Unlisted`,
    prints: { successfulVersions: {}, failedVersions: { '4.0.0': differs } },
  },
  {
    of: 'STA-23 STA-65 VER-23 (6d-1)',
    run: `${update} --versions 4.1.0 --target-status Archived`,
    prints: { successfulVersions: { '4.1.0': succeeded('Archived', '{of410}') }, failedVersions: {} },
  },
  {
    of: 'STA-39 VER-24 (6d-6)',
    run: `${dispose} --expected-status Published`,
    prints: { successfulVersions: { '4.0.0': succeeded('Disposed', '{of400}') }, failedVersions: {} },
  },
  {
    of: 'STA-46 (6d-7)',
    run: `delete-package-versions ${chalk} --versions 4.0.0 4.0.1 5.0.0`,
    prints: {
      successfulVersions: {
        '4.0.0': succeeded('Deleted', '{of400}'),
        '4.0.1': succeeded('Deleted'),
        '5.0.0': succeeded('Deleted'),
      },
      failedVersions: {},
    },
  },
];

const copy = `copy-package-versions --domain my-domain --source-repository npm-store --destination-repository my-repo`;

export const copies: readonly Step[] = [
  {
    of: 'CPY-18 STA-64 (CPY-T1)',
    run: `${copy} --format npm --package lodash --versions 0.2.0 5.6.7`,
    prints: {
      successfulVersions: {},
      failedVersions: {
        '0.2.0': failed('SKIPPED', 'Version 0.2.0 was skipped'),
        '5.6.7': failed('NOT_FOUND', 'Could not find version 5.6.7'),
      },
    },
  },
  {
    of: 'CPY-16 CPY-38',
    run: `${copy} --format npm --package lodash --versions 0.2.0 0.3.0`,
    prints: {
      successfulVersions: { '0.2.0': succeeded('Published'), '0.3.0': succeeded('Published') },
      failedVersions: {},
    },
  },
];

/** The content of asset.tar.gz, of eleven bytes, and its digests. */
export const content = 'hello world';
const sha256 = 'b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9';
const asset = {
  name: 'asset.tar.gz',
  size: 11,
  hashes: {
    MD5: '5eb63bbbe01eeed093cb22bb8f5acdc3',
    'SHA-1': '2aae6c35c94fcfb415dbe95f408b9ce91ee846ed',
    'SHA-256': sha256,
    'SHA-512':
      '309ecc489c12d6eb4cc40f50c902f2b4d0ed77ee511a7c7a9bcd3ca86d4cd86f' +
      '989dd35bc5ff499670da34255b45b0cfd830e81f605dcf7dc5542e93ae9cd76f',
  },
};
const publication = {
  format: 'generic',
  namespace: 'my-ns',
  package: 'my-package',
  version: '1.0.0',
  versionRevision: anyRevision,
};

const otherHash =
  /^The provided content hashes do not match the calculated content hashes\. Hash algorithm 'SHA-256', Expected hash/;

export const generics: readonly Step[] = [
  {
    of: 'GEN-20 PUB-30 API-19',
    run:
      `publish-package-version ${generic} --package-version 1.0.0 --asset-content asset.tar.gz ` +
      `--asset-name asset.tar.gz --asset-sha256 ${sha256}`,
    prints: { ...publication, status: 'Published', asset },
  },
  {
    of: 'PUB-28 ERR-48',
    run:
      `publish-package-version ${generic} --package-version 2.0.0 --asset-content asset.tar.gz ` +
      `--asset-name asset.tar.gz --asset-sha256 ${'0'.repeat(64)}`,
    refused: ['ValidationException', otherHash],
  },
  {
    of: 'API-18',
    run: `get-package-version-asset ${generic} --package-version 1.0.0 --asset asset.tar.gz read.tar.gz`,
    prints: { assetName: 'asset.tar.gz', packageVersion: '1.0.0', packageVersionRevision: anyRevision },
  },
  {
    of: 'LST-38 LST-42',
    run: `list-package-version-assets ${generic} --package-version 1.0.0`,
    prints: { ...publication, assets: [asset] },
  },
  {
    of: 'API-501',
    run: `list-package-version-dependencies ${generic} --package-version 1.0.0`,
    refused: ['ValidationException', /Member must satisfy enum value set: \[npm, pypi, maven, nuget\]$/],
  },
  {
    of: 'ORG-10',
    run: `put-package-origin-configuration ${generic} --restrictions publish=BLOCK,upstream=BLOCK`,
    prints: { originConfiguration: { restrictions: { publish: 'BLOCK', upstream: 'BLOCK' } } },
  },
  {
    of: 'PKG-39',
    run: `describe-package ${generic}`,
    prints: {
      package: {
        format: 'generic',
        namespace: 'my-ns',
        name: 'my-package',
        originConfiguration: { restrictions: { publish: 'BLOCK', upstream: 'BLOCK' } },
      },
    },
  },
  {
    of: 'PKG-42',
    run: `delete-package ${generic}`,
    prints: {
      deletedPackage: {
        format: 'generic',
        namespace: 'my-ns',
        package: 'my-package',
        originConfiguration: { restrictions: { publish: 'BLOCK', upstream: 'BLOCK' } },
      },
    },
  },
];
