import { describe, expect, test } from 'vitest';
import { parse } from '../../src/api/parse';
import type { OperationName } from '../../src/api/types';
import {
  atLeast,
  atMost,
  domain,
  like,
  message,
  notNull,
  ofPackage,
  oneOf,
  publish,
  refused,
  repository,
  resource,
  sha256,
} from './refusals';

const domainPattern = like('[a-z][a-z0-9\\-]{0,48}[a-z0-9]');
const repositoryPattern = like('[A-Za-z0-9][A-Za-z0-9._\\-]{1,99}');
const namePattern = like('[^#/\\s]+');

describe('messages', () => {
  const formats = ['npm', 'pypi', 'maven', 'nuget', 'generic', 'ruby', 'swift', 'cargo'];
  test.each<[string, OperationName, object, string]>([
    [
      'ERR-31 ERR-34 DOM-01',
      'CreateDomain',
      { domain: 'A' },
      message(['A', 'domain', atLeast(2)], ['A', 'domain', domainPattern]),
    ],
    [
      'ERR-31 ERR-32 ERR-34',
      'DescribeDomain',
      { ...domain, domainOwner: '123' },
      message(['123', 'domainOwner', atLeast(12)], ['123', 'domainOwner', like('[0-9]{12}')]),
    ],
    [
      'ERR-31 API-30',
      'ListPackages',
      { ...repository, maxResults: 1001 },
      message(['1001', 'maxResults', 'Member must have value less than or equal to 1000']),
    ],
    [
      'ERR-31 API-30',
      'ListPackages',
      { ...repository, maxResults: 0 },
      message(['0', 'maxResults', 'Member must have value greater than or equal to 1']),
    ],
    [
      'ERR-31',
      'GetRepositoryEndpoint',
      { ...repository, format: 'gem' },
      message(['gem', 'format', oneOf(...formats)]),
    ],
    ['ERR-33', 'DescribeRepository', domain, message([null, 'repository', notNull])],
    ['ERR-33', 'DescribeRepository', { ...domain, repository: null }, message([null, 'repository', notNull])],
    [
      'ERR-32 PKG-04 PKG-16',
      'DeletePackageVersions',
      { ...ofPackage, package: '@types/react', versions: ['1.0.0'] },
      message(['@types/react', 'packageName', namePattern]),
    ],
    [
      'ERR-32',
      'GetAuthorizationToken',
      { ...domain, durationSeconds: 43201 },
      message(['43201', 'durationSeconds', 'Member must have value less than or equal to 43200']),
    ],
    [
      'ERR-34',
      'DescribePackageVersion',
      { packageVersion: 'a b', format: 'gem', domain: 'my_domain' },
      message(
        ['my_domain', 'domain', domainPattern],
        [null, 'repository', notNull],
        ['gem', 'format', oneOf(...formats)],
        [null, 'packageName', notNull],
        ['a b', 'packageVersion', namePattern],
      ),
    ],
    [
      'ERR-34 REP-01',
      'CreateRepository',
      { ...domain, repository: ` ${'a'.repeat(100)}` },
      message(
        [` ${'a'.repeat(100)}`, 'repository', atMost(100)],
        [` ${'a'.repeat(100)}`, 'repository', repositoryPattern],
      ),
    ],
    [
      'ERR-35',
      'DeletePackageVersions',
      { ...ofPackage, versions: ['1.0.0', 'a/b', ''] },
      message([
        '[1.0.0, a/b, ]',
        'versions',
        `Member must satisfy constraint: [${atLeast(1)}, ${atMost(255)}, ${namePattern}]`,
      ]),
    ],
    [
      'ERR-35',
      'CopyPackageVersions',
      {
        ...domain,
        sourceRepository: 'from',
        destinationRepository: 'to',
        format: 'npm',
        package: 'lodash',
        versionRevisions: { '1.0 0': 'r1', '1.0.1': 'r 2' },
      },
      message(
        [
          '{1.0 0=r1, 1.0.1=r 2}',
          'versionRevisions',
          `Map keys must satisfy constraint: [${atLeast(1)}, ${atMost(255)}, ${namePattern}]`,
        ],
        [
          '{1.0 0=r1, 1.0.1=r 2}',
          'versionRevisions',
          `Map value must satisfy constraint: [${atLeast(1)}, ${atMost(50)}, ${like('\\S+')}]`,
        ],
      ),
    ],
    [
      'ERR-35',
      'UpdatePackageGroupOriginConfiguration',
      { ...domain, packageGroup: '/*', restrictions: { constructor: 'ALLOW' } },
      message([
        '{constructor=ALLOW}',
        'restrictions',
        `Map keys must satisfy constraint: [${oneOf('EXTERNAL_UPSTREAM', 'INTERNAL_UPSTREAM', 'PUBLISH')}]`,
      ]),
    ],
    [
      'ERR-32',
      'UpdatePackageGroupOriginConfiguration',
      { ...domain, packageGroup: '/*', addAllowedRepositories: [{ repositoryName: 'repo' }, { repositoryName: 'a' }] },
      message(
        ['a', 'addAllowedRepositories.2.member.repositoryName', atLeast(2)],
        ['a', 'addAllowedRepositories.2.member.repositoryName', repositoryPattern],
      ),
    ],
    [
      'ERR-32 ERR-33',
      'PutPackageOriginConfiguration',
      { ...ofPackage, restrictions: { publish: 'YES' } },
      message(['YES', 'restrictions.publish', oneOf('ALLOW', 'BLOCK')], [null, 'restrictions.upstream', notNull]),
    ],
    [
      'ERR-32 ERR-33 TAG-03',
      'TagResource',
      { ...resource, tags: [{ key: 'a', value: '' }, { key: 'b' }] },
      message([null, 'tags.2.member.value', notNull]),
    ],
    [
      'ERR-32 ERR-34 TAG-03 TAG-04',
      'CreateDomain',
      { ...domain, tags: [{ key: '', value: '\n' }] },
      message(
        ['', 'tags.1.member.key', atLeast(1)],
        ['', 'tags.1.member.key', like('\\P{C}+')],
        ['\n', 'tags.1.member.value', like('\\P{C}*')],
      ),
    ],
  ])('%s: %s', (_ids, name, input, expected) => {
    const error = refused(name, input);
    expect(error.message).toBe(expected);
    expect(error.members).toEqual({ reason: 'FIELD_VALIDATION_FAILED' });
  });

  test('ERR-34 TAG-09: what a list breaks is told before what its elements break', () => {
    const tags = Array.from({ length: 201 }, (_, index) => ({ key: `k${index}`, value: index < 200 ? '' : '\n' }));
    const printed = `[${tags.map(({ key, value }) => `{key=${key}, value=${value}}`).join(', ')}]`;
    expect(refused('TagResource', { ...resource, tags }).message).toBe(
      message([printed, 'tags', atMost(200)], ['\n', 'tags.201.member.value', like('\\P{C}*')]),
    );
  });
});

describe('borders', () => {
  const many = (count: number, element: unknown) => Array.from({ length: count }, () => element);
  const emoji = '🎉';

  test.each<[string, OperationName, string, object, unknown[], unknown[]]>([
    [
      'DOM-01',
      'CreateDomain',
      'domain',
      {},
      ['ab', 'a1', 'a--b', 'a'.repeat(50)],
      ['', 'a', 'A1', '1a', 'a-', 'my_domain', 'a'.repeat(51), 'ab\n'],
    ],
    [
      'REP-01',
      'CreateRepository',
      'repository',
      domain,
      ['A.b_c-1', 'ab', '1a', 'a'.repeat(100)],
      ['a', '.ab', 'a b', '-ab', 'a'.repeat(101), 'é1'],
    ],
    [
      'REP-13',
      'CreateRepository',
      'description',
      repository,
      ['', 'é ü', 'a'.repeat(1000), emoji.repeat(1000)],
      ['a'.repeat(1001), emoji.repeat(1001), 'a\nb', '\u0000', '\ud800'],
    ],
    [
      'PUB-27 API-20',
      'PublishPackageVersion',
      'assetSHA256',
      publish,
      [sha256],
      [undefined, sha256.slice(1), `${sha256}a`, sha256.toUpperCase(), 'UNSIGNED-PAYLOAD'],
    ],
    [
      'STA-54',
      'DisposePackageVersions',
      'versions',
      ofPackage,
      [[], many(100, '1.0.0')],
      [undefined, many(101, '1.0.0')],
    ],
    [
      'TAG-04 ERR-39',
      'TagResource',
      'tags',
      resource,
      [
        [{ key: emoji.repeat(128), value: emoji.repeat(256) }],
        [{ key: 'k'.repeat(128), value: '' }],
        [{ key: ' ', value: ' ' }],
      ],
      [
        [{ key: 'k'.repeat(129), value: '' }],
        [{ key: emoji.repeat(129), value: '' }],
        [{ key: 'k', value: 'v'.repeat(257) }],
        [{ key: 'k', value: emoji.repeat(257) }],
        [{ key: '\u200b', value: '' }],
      ],
    ],
    [
      'TAG-09',
      'TagResource',
      'tags',
      resource,
      [[], many(200, { key: 'k', value: '' })],
      [many(201, { key: 'k', value: '' })],
    ],
    ['TAG-09', 'UntagResource', 'tagKeys', resource, [[], many(200, 'k')], [many(201, 'k')]],
    ['API-30', 'ListRepositories', 'maxResults', {}, [1, 1000, undefined], [0, -1, 1001]],
    ['API-33', 'ListRepositories', 'nextToken', {}, ['t', 't'.repeat(2000), undefined], ['', 'a b', 't'.repeat(2001)]],
    [
      'ERR-39',
      'DescribePackageGroup',
      'packageGroup',
      domain,
      ['/*', emoji.repeat(2), emoji.repeat(520)],
      ['*', emoji, emoji.repeat(521), '/ *', '/\u3000*', '/\u200b*'],
    ],
    ['ERR-07 ERR-09', 'GetAuthorizationToken', 'durationSeconds', domain, [0, 900, 43200], [-1, 43201]],
  ])('%s: %s %s', (_ids, name, member, rest, accepted, wrong) => {
    for (const value of accepted) {
      const input = { ...rest, [member]: value };
      expect(parse(name, input)).toEqual(input);
    }
    for (const value of wrong) {
      const error = refused(name, { ...rest, [member]: value });
      expect(error).toMatchObject({ name: 'ValidationException', members: { reason: 'FIELD_VALIDATION_FAILED' } });
      expect(error.message).toContain(` at '${member}`);
    }
  });

  test('ERR-39: a text shorter than the minimum in code points is too short however many code units it has', () => {
    expect(refused('DescribePackageGroup', { ...domain, packageGroup: emoji }).message).toBe(
      message([emoji, 'packageGroup', atLeast(2)]),
    );
  });
});
