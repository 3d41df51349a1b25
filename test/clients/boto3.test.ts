import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../scripts/rulebook/files';
import { operations } from '../../src/api/operations';
import { useSession, withClients } from './fetched';
import { arn } from './transcripts/domains';

/** A chapter of boto3_tour.py by the names of what was heard in it. */
type Chapter = Readonly<Record<string, object>>;

const time = (text: string): string => `2026-09-01T${text}+00:00`;
const refusal = (error: string, status: number, members: object = {}) => ({
  class: error,
  isTyped: true, // it is an instance of client.exceptions.<error>
  code: error,
  status,
  attempts: 1,
  message: expect.any(String),
  ...members,
});
const anyRevision = expect.stringMatching(/^[\w+/]{43}=$/);
const policy = { resourceArn: arn('domain/my-domain'), revision: anyRevision };
const ofRepository = { resourceArn: arn('repository/my-domain/my-repo'), revision: anyRevision };

describe(withClients('boto3'), () => {
  const session = useSession();
  let chapters: Readonly<Record<string, Chapter>> = {};
  const heard = (chapter: string): Chapter => chapters[chapter]!;

  session.prepare(async () => {
    const tour = join(root, 'test', 'clients', 'boto3_tour.py');
    const { code, stdout, stderr } = await session.run('python', [tour, session.url]);
    if (code !== 0) throw new Error(stderr);
    chapters = JSON.parse(stdout);
  });

  test('API-01: every operation is called', () => {
    const { all, called } = heard('operations');
    expect(called).toEqual(all);
    expect(all).toEqual(Object.keys(operations).sort());
  });

  test('ERR-01 ERR-02 ERR-03 ERR-04 ERR-05 ERR-06 ERR-07: each exception is of its class, with its members', () => {
    const ofDomain = (resourceId: string) => ({ resourceType: 'domain', resourceId });
    expect(heard('accounts').refusal).toEqual(refusal('AccessDeniedException', 403));
    expect(heard('domains').twice).toEqual(refusal('ConflictException', 409, ofDomain('my-domain')));
    expect(heard('domains').unknown).toEqual(refusal('ResourceNotFoundException', 404, ofDomain('no-domain')));
    expect(heard('faults').failed).toEqual(refusal('InternalServerException', 500));
    expect(heard('faults').throttled).toEqual(refusal('ThrottlingException', 429, { retryAfterSeconds: 1 }));
    expect(heard('quotas').tags).toEqual(refusal('ServiceQuotaExceededException', 402, ofDomain('my-domain')));
    const { tooShort } = heard('tokens');
    expect(tooShort).toEqual(refusal('ValidationException', 400, { reason: 'FIELD_VALIDATION_FAILED' }));
  });

  test('ERR-06 ERR-54: a call that is throttled is tried again', () => {
    expect(heard('faults')).toMatchObject({ attempts: 3, name: 'my-domain' });
  });

  describe('paginators', () => {
    const paginated: readonly (readonly [id: string, operation: string, items: number])[] = [
      ['API-301', 'ListAllowedRepositoriesForGroup', 3],
      ['API-302', 'ListAssociatedPackages', 6],
      ['API-303', 'ListDomains', 3],
      ['API-304', 'ListPackageGroups', 5],
      ['API-305', 'ListPackageVersionAssets', 3],
      ['API-307', 'ListPackageVersions', 3],
      ['API-308', 'ListPackages', 5],
      ['API-309', 'ListRepositories', 5],
      ['API-310', 'ListRepositoriesInDomain', 5],
      ['API-311', 'ListSubPackageGroups', 3],
    ];

    test('are all that boto3 has', () => {
      expect(heard('paginators').known).toEqual(paginated.map(([, name]) => name));
    });

    test.each(paginated)('%s API-33 API-34 API-37: %s', (_id, name, items) => {
      const sizes = Array.from({ length: items }, () => 1);
      expect(heard('paginators')[name]).toEqual({ sizes, joined: true, resumed: true });
    });
  });

  test('API-11 API-13: times, empty lists and texts that are not ASCII', () => {
    const { made, described } = heard('domains');
    expect(made).toMatchObject({ domain: { createdTime: time('00:00:00'), repositoryCount: 0 } });
    expect(described).toEqual(made);
    expect(heard('repositories').made).toMatchObject({
      repository: { description: 'Größe & mehr', externalConnections: [], upstreams: [{ repositoryName: 'repo-a' }] },
    });
  });

  test('EXT-10 EXT-11 UPS-06 END-09: connections, upstreams and endpoints', () => {
    const { connected, disconnected, updated, described, endpoints } = heard('repositories');
    expect(connected).toEqual([{ externalConnectionName: 'public:npmjs', packageFormat: 'npm', status: 'AVAILABLE' }]);
    expect(disconnected).toEqual([]);
    expect(updated).toMatchObject({ repository: { upstreams: [{ repositoryName: 'npm-store' }] } });
    expect(described).toEqual(updated);
    const formats = ['npm', 'pypi', 'maven', 'nuget', 'generic', 'ruby', 'swift', 'cargo'];
    expect(endpoints).toEqual(
      Object.fromEntries(
        formats.map((format) => [format, `${session.url}/${format}/d/my-domain-111122223333/my-repo/`]),
      ),
    );
  });

  test('API-18 API-19 PUB-31 LST-38 VER-30: bytes are published and read back', () => {
    const { first, second, sent, read, text, assets, described } = heard('generic');
    expect(first).toMatchObject({ status: 'Unfinished', asset: { name: 'a.bin', size: 307_200 } });
    expect(second).toMatchObject({ status: 'Published', asset: { name: 'asset.tar.gz', size: 11 } });
    const { versionRevision } = second as { versionRevision: string };
    expect(read).toEqual({
      assetName: 'a.bin',
      packageVersion: '1.0.0',
      packageVersionRevision: versionRevision,
      asset: sent,
    });
    expect(text).toBe('hello world');
    expect(assets).toMatchObject({ versionRevision, assets: [{ name: 'a.bin' }, { name: 'asset.tar.gz' }] });
    expect(described).toMatchObject({
      packageVersion: { revision: versionRevision, publishedTime: time('00:00:00'), licenses: [] },
    });
  });

  test('PUB-03 PUB-28 PUB-34: publications that are refused', () => {
    const { finished, otherBytes, wrongHash } = heard('generic');
    const ofVersion = { resourceType: 'package-version', resourceId: '1.0.0' };
    expect(finished).toEqual(refusal('ConflictException', 409, ofVersion));
    const ofAsset = { resourceType: 'asset', resourceId: 'asset.tar.gz' };
    expect(otherBytes).toEqual(refusal('ConflictException', 409, ofAsset));
    expect(wrongHash).toEqual(refusal('ValidationException', 400, { reason: 'OTHER' }));
  });

  test('CPY-18 STA-23 STA-39 STA-46 LST-33 ORG-16 PKG-42: versions are copied, archived, disposed and deleted', () => {
    const { copied, copiedUnknown, archived, disposed, listed, deleted, blocked, deletedPackage, gone } =
      heard('versions');
    expect(Object.keys((copied as { successfulVersions: object }).successfulVersions)).toEqual(['1.1.0', '1.2.0']);
    expect(copiedUnknown).toEqual({
      successfulVersions: {},
      failedVersions: {
        '9.9.9': { errorCode: 'NOT_FOUND', errorMessage: 'Could not find version 9.9.9' },
        '1.3.0': { errorCode: 'SKIPPED', errorMessage: 'Version 1.3.0 was skipped' },
      },
    });
    const success = (version: string, status: string) => ({
      successfulVersions: { [version]: { revision: anyRevision, status } },
      failedVersions: {},
    });
    expect(archived).toEqual(success('1.1.0', 'Archived'));
    expect(disposed).toEqual(success('1.2.0', 'Disposed'));
    const versions = ['1.3.0 Published', '1.2.0 Disposed', '1.1.0 Archived', '1.0.0 Published'].map((each) => {
      const [version, status] = each.split(' ');
      return { version, status };
    });
    expect(listed).toMatchObject({ defaultDisplayVersion: '1.3.0', versions });
    expect(deleted).toMatchObject({ successfulVersions: { '1.1.0': { status: 'Deleted' } } });
    expect(blocked).toEqual(
      refusal('AccessDeniedException', 403, {
        message: expect.stringContaining('This package is configured to block new versions'),
      }),
    );
    expect(deletedPackage).toMatchObject({ deletedPackage: { namespace: 'my-ns', package: 'my-package' } });
    expect(gone).toMatchObject({ class: 'ResourceNotFoundException', resourceType: 'package' });
  });

  test('LST-53 LST-63 API-502: a readme and dependencies', () => {
    const { readme, dependencies, described, notForGeneric } = heard('metadata');
    expect(readme).toMatchObject({ readme: '# Größe\n', version: '4.17.21' });
    expect(dependencies).toMatchObject({
      dependencies: [{ namespace: 'types', package: 'node', dependencyType: 'dev', versionRequirement: '^20' }],
    });
    expect(described).toMatchObject({ packageVersion: { summary: 'Utilities', displayName: 'lodash' } });
    expect(notForGeneric).toMatchObject({ class: 'ValidationException', reason: 'FIELD_VALIDATION_FAILED' });
  });

  test('TAG-05 TAG-10 TAG-14 TAG-16: tags', () => {
    expect(heard('tags')).toEqual({
      both: {
        tags: [
          { key: 'Größe', value: '' },
          { key: 'team', value: 'ops' },
        ],
      },
      untagged: {},
      left: { tags: [{ key: 'team', value: 'ops' }] },
    });
  });

  test('GRP-85 GRP-89 GRP-98 GRP-105 GRP-118 GRP-124 GRP-72: package groups', () => {
    const { made, restricted, ...others } = heard('groups');
    const inherited = { mode: 'INHERIT', effectiveMode: 'ALLOW', inheritedFrom: { pattern: '/*' } };
    expect(made).toMatchObject({
      packageGroup: {
        pattern: '/npm/*',
        contactInfo: 'team@example.com',
        parent: { pattern: '/*' },
        originConfiguration: {
          restrictions: { PUBLISH: inherited, EXTERNAL_UPSTREAM: inherited, INTERNAL_UPSTREAM: inherited },
        },
      },
    });
    expect(restricted).toMatchObject({
      packageGroup: {
        originConfiguration: {
          restrictions: {
            PUBLISH: { mode: 'BLOCK', effectiveMode: 'BLOCK' },
            EXTERNAL_UPSTREAM: { mode: 'ALLOW_SPECIFIC_REPOSITORIES', repositoriesCount: 2 },
            INTERNAL_UPSTREAM: inherited,
          },
        },
      },
      allowedRepositoryUpdates: { EXTERNAL_UPSTREAM: { ADDED: ['npm-store', 'repo-a'] } },
    });
    expect(others).toMatchObject({
      allowed: { allowedRepositories: ['npm-store', 'repo-a'] },
      described: {
        packageGroup: {
          originConfiguration: {
            restrictions: { PUBLISH: { effectiveMode: 'BLOCK', inheritedFrom: { pattern: '/npm/*' } } },
          },
        },
      },
      updated: { packageGroup: { description: 'one scope' } },
      listed: ['/*', '/npm/*', '/npm/space/*'],
      children: ['/npm/*'],
      packages: { packages: [{ format: 'npm', package: 'lodash', associationType: 'STRONG' }] },
      preview: { packages: [{ format: 'generic', namespace: 'my-ns', package: 'my-package' }] },
      associated: '/npm/*',
      weak: 'WEAK',
    });
  });

  test('GRP-04 GRP-09 GRP-15 GRP-26 GRP-30 GRP-54 ERR-11: package groups that are refused, and deleted', () => {
    const { twice, invalid, root: rootGroup, unknown } = heard('groups');
    expect(twice).toEqual(refusal('ConflictException', 409, { resourceId: '/npm/*' }));
    expect(invalid).toMatchObject({ class: 'ValidationException' });
    expect(rootGroup).toEqual(refusal('ValidationException', 400, { reason: 'OTHER' }));
    expect(unknown).toEqual(refusal('ResourceNotFoundException', 404, { resourceId: '/pypi/*' }));
    expect(heard('groups_deleted')).toEqual({ deleted: '/npm/*', again: {}, parent: '/*' });
  });

  test('POL-03 POL-05 POL-08 POL-10 POL-13 POL-14 POL-15 POL-19: policies', () => {
    const { document, ...answers } = heard('policies');
    expect(answers).toEqual({
      put: { policy: { ...policy, document } },
      isNewRevision: true,
      got: { policy: { ...policy, document } },
      stale: refusal('ConflictException', 409, { resourceType: 'domain', resourceId: 'my-domain' }),
      staleDeletion: refusal('ConflictException', 409, { resourceType: 'domain', resourceId: 'my-domain' }),
      deleted: { policy: { ...policy, document } },
      none: expect.objectContaining(refusal('ResourceNotFoundException', 404)),
      malformed: expect.objectContaining(refusal('ValidationException', 400)),
      ofRepository: { policy: { ...ofRepository, document } },
      gotOfRepository: { policy: { ...ofRepository, document } },
      deletedOfRepository: { policy: { ...ofRepository, document } },
    });
  });

  test('IAM-32 IAM-28 POL-32 POL-33: what another account may do with each pair of policies', () => {
    const denied = 'AccessDeniedException';
    const row = (token: unknown, endpoint: unknown, packages: unknown) => ({
      get_authorization_token: token,
      get_repository_endpoint: endpoint,
      list_packages: packages,
    });
    expect(heard('accounts').rows).toEqual([
      row(denied, denied, denied),
      row(denied, 200, 200),
      row(200, denied, denied),
      row(200, denied, denied),
      row(200, denied, 200),
      row(200, 200, 200),
    ]);
  });

  test('DOM-03 DOM-06 DOM-25 ERR-40 ERR-41: another account has domains of its own', () => {
    const { refusal: refused, ownDomain, sameName, listed, deleted } = heard('accounts');
    expect(refused).toMatchObject({
      message:
        'User: arn:aws:iam::123456789012:user/default is not authorized to perform: codeartifact:DescribeDomain on ' +
        'resource: arn:aws:codeartifact:us-west-2:111122223333:domain/my-domain because no resource-based policy ' +
        'allows the codeartifact:DescribeDomain action',
    });
    const message = "Domain not found. Domain 'my-domain' owned by account '123456789012' does not exist.";
    expect(ownDomain).toMatchObject({ message });
    expect(sameName).toBe('arn:aws:codeartifact:us-west-2:123456789012:domain/my-domain');
    expect(listed).toEqual([sameName]);
    expect(deleted).toBe('Deleted');
  });

  test('TOK-03 TOK-04 TOK-07 TOK-09: lifetimes of tokens', () => {
    expect(heard('tokens')).toMatchObject({
      lifetimes: { default: 43_200, '900': 900, '43200': 43_200 },
      tooShort: { message: 'Duration must be 0 or between 900 and 43200 seconds' },
      ofUser: { class: 'ValidationException' },
    });
  });

  test('TOK-20 TOK-21: the form of a token', () => {
    const { parts, begin, header, expires } = heard('tokens') as Record<string, { isu: number; exp: number }>;
    expect({ parts, begin }).toEqual({ parts: 5, begin: 'eyJ2ZX' });
    expect(Object.keys(header!)).toEqual(['ver', 'isu', 'enc', 'tag', 'exp', 'alg', 'iv']);
    expect(header).toMatchObject({ ver: 1, enc: 'A128GCM', alg: 'A128GCMKW', exp: expires });
    expect(header!.exp - header!.isu).toBe(43_200);
  });

  test('DOM-31 DOM-33 DOM-34 REP-25 REP-28: ends', () => {
    expect(heard('ends')).toEqual({
      notEmpty: refusal('ConflictException', 409, { resourceType: 'domain', resourceId: 'my-domain' }),
      repository: 'repo-c',
      again: {},
      domain: 'Deleted',
      domainAgain: {},
    });
  });

  test('there are no waiters', () => expect(chapters.waiters).toEqual([]));
});
