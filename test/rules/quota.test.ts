import { describe, expect, test } from 'vitest';
import { parse } from '../../src/api/parse';
import type { OperationName } from '../../src/api/types';
import { initialState } from '../../src/model/initial-state';
import type { Quotas } from '../../src/model/state';
import { type PackageRequest, PackageWorld, packages, upload } from '../ops/packages-support';
import { contentOf, context, otherAccount, type World, world, worldWith } from '../support';

const gibibyte = 2 ** 30;
const worldOf = (quotas: Partial<Quotas>): World => world(initialState({ quotas, access: 'off' }));
const range = (length: number): number[] => Array.from({ length }, (_, index) => index);

describe('domains and repositories', () => {
  test('QUO-03, QUO-31, ERR-55: an account has ten domains in a Region, and there is no eleventh', () => {
    const made = world();
    for (const index of range(10)) made.call('CreateDomain', { domain: `d${index}` });
    expect(made.refusal('CreateDomain', { domain: 'eleventh' })).toMatchObject({
      name: 'ServiceQuotaExceededException',
      status: 402,
      message: 'Domains per AWS account exceeded: 10.',
      members: { resourceId: 'eleventh', resourceType: 'domain' },
    });
    made.call('CreateDomain', { domain: 'eleventh' }, { region: 'eu-west-1' });
    made.call('CreateDomain', { domain: 'eleventh' }, { account: otherAccount });
  });

  test('QUO-33: a deleted domain makes room for another, a deleted repository too', () => {
    const made = worldOf({ domainsPerAccount: 1, repositoriesPerDomain: 1 });
    made.call('CreateDomain', { domain: 'd0' });
    made.call('DeleteDomain', { domain: 'd0' });
    made.call('CreateDomain', { domain: 'd1' });
    made.call('CreateRepository', { domain: 'd1', repository: 'r0' });
    made.call('DeleteRepository', { domain: 'd1', repository: 'r0' });
    made.call('CreateRepository', { domain: 'd1', repository: 'r1' });
    made.refusal('CreateRepository', { domain: 'd1', repository: 'r2' });
  });

  test('QUO-33: ten domains, one of them deleted, leave room for one', () => {
    const made = world();
    for (const index of range(10)) made.call('CreateDomain', { domain: `d${index}` });
    made.call('DeleteDomain', { domain: 'd4' });
    made.call('CreateDomain', { domain: 'again' });
    made.refusal('CreateDomain', { domain: 'more' });
  });

  test('QUO-04, ERR-55: a domain has a thousand repositories, and there is no further one', () => {
    const made = worldWith(...range(1000).map((index) => `r${index}`));
    expect(made.refusal('CreateRepository', { domain: 'my-domain', repository: 'further' })).toMatchObject({
      name: 'ServiceQuotaExceededException',
      message: 'Repositories per domain exceeded: 1000.',
      members: { resourceId: 'further', resourceType: 'repository' },
    });
    made.call('CreateDomain', { domain: 'other' });
    made.call('CreateRepository', { domain: 'other', repository: 'further' });
  });

  test('QUO-04, QUO-31: it is the owner of the domain whose quota counts', () => {
    const made = worldOf({ repositoriesPerDomain: 0 });
    made.call('CreateDomain', { domain: 'my-domain' });
    const there = { domain: 'my-domain', domainOwner: context.account, repository: 'r' };
    made.refusal('CreateRepository', there, { account: otherAccount });
  });
});

describe('assets', () => {
  /** The content of a generic asset that is as large as it is said to be. */
  function sized(of: PackageRequest, size: number) {
    const { assetContent, ...input } = upload(of, '1.0', 'a', 'text');
    return { ...input, assetContent: { ...assetContent, size } };
  }

  test('QUO-01, QUO-35, ERR-55: an asset has at most 5 GB, which are 5 x 2^30 bytes', () => {
    const made = new PackageWorld();
    expect(made.refusal('PublishPackageVersion', sized(packages.generic, 5 * gibibyte + 1))).toMatchObject({
      name: 'ServiceQuotaExceededException',
      message: 'Asset file size exceeded: 5368709120 bytes.',
      members: { resourceId: 'a', resourceType: 'asset' },
    });
    made.call('PublishPackageVersion', sized(packages.generic, 5 * gibibyte));
  });

  test('QUO-01: a package manager is refused with 413', () => {
    const made = new PackageWorld();
    const asset = { name: 'package.tgz', ...contentOf('x'), size: 5 * gibibyte + 1 };
    const error = made.refusedRequest('Publish', { ...packages.npm, version: '1.0.0', assets: [asset] });
    expect(error).toMatchObject({ name: 'RequestEntityTooLargeException', status: 413, members: {} });
  });

  test('QUO-01, QUO-31: the size is a setting', () => {
    const made = worldOf({ assetSizeBytes: 3 });
    made.call('CreateDomain', { domain: 'my-domain' });
    made.call('CreateRepository', { domain: 'my-domain', repository: 'my-repo' });
    expect(made.refusal('PublishPackageVersion', upload(packages.generic, '1.0', 'a', 'four')).message).toBe(
      'Asset file size exceeded: 3 bytes.',
    );
    made.call('PublishPackageVersion', upload(packages.generic, '1.0', 'a', 'two'));
  });

  test('QUO-02, ERR-55: a version has 350 assets, and no further one, however it comes', () => {
    const made = new PackageWorld();
    const names = range(350).map((index) => `asset-${index}`);
    made.learn({
      type: 'stored version',
      ...packages.generic,
      version: '1.0',
      status: 'Unfinished',
      assets: names.slice(1).map((name) => ({ name, ...contentOf(name) })),
    });
    made.call('PublishPackageVersion', upload(packages.generic, '1.0', 'asset-0', 'asset-0', true));
    const refusal = made.refusal('PublishPackageVersion', upload(packages.generic, '1.0', 'further', 'x', true));
    expect(refusal).toMatchObject({
      name: 'ServiceQuotaExceededException',
      status: 402,
      message: 'Assets per package version exceeded: 350.',
      members: { resourceId: '1.0', resourceType: 'package-version' },
    });
    made.call('PublishPackageVersion', upload(packages.generic, '1.0', 'asset-1', 'asset-1', true)); // PUB-04
    const jars = Object.fromEntries(range(351).map((index) => [`a-${index}.jar`, 'x']));
    expect(made.refusedPublish(packages.maven, '1.0', { assets: jars, unfinished: true }).status).toBe(402);
  });

  test('QUO-01, QUO-02: so it is with the file that completes a Maven version', () => {
    const made = new PackageWorld();
    const jars = Object.fromEntries(range(350).map((index) => [`a-${index}.jar`, 'x']));
    made.publish(packages.maven, '1.0', { assets: jars, unfinished: true });
    const completes = { assets: { 'maven-metadata.xml': '<metadata/>' }, completes: ['1.0'] };
    expect(made.refusedPublish(packages.maven, '1.0', completes)).toMatchObject({ status: 402 });
  });
});

describe('quotas that are constants', () => {
  test('QUO-05: a repository has ten direct upstreams', () => {
    const names = range(11).map((index) => `up${index}`);
    const made = worldWith(...names);
    const upstreams = names.map((repositoryName) => ({ repositoryName }));
    const repository = { domain: 'my-domain', repository: 'down' };
    expect(made.refusal('CreateRepository', { ...repository, upstreams }).name).toBe('ServiceQuotaExceededException');
    made.call('CreateRepository', { ...repository, upstreams: upstreams.slice(1) });
  });

  test('QUO-06: 25 upstream repositories are searched', () => {
    const names = range(27).map((index) => `r${index}`);
    const made = new PackageWorld(...names);
    for (const [index, name] of names.slice(0, -1).entries()) made.upstreams(name, names[index + 1]!);
    made.publish({ ...packages.npm, repository: 'r26' }, '1.0.0');
    expect(made.listed({ ...packages.npm, repository: 'r0' })).toEqual([]);
    expect(made.listed({ ...packages.npm, repository: 'r1' })).toEqual(['1.0.0']);
  });

  test('QUO-07: a repository has one external connection', () => {
    const made = new PackageWorld();
    made.connect('public:npmjs');
    const second = { domain: 'my-domain', repository: 'my-repo', externalConnection: 'public:pypi' };
    expect(made.refusal('AssociateExternalConnection', second).name).toBe('ValidationException');
  });

  test('QUO-08, ERR-55: a resource has 50 tags', () => {
    const tags = range(51).map((index) => ({ key: `k${index}`, value: '' }));
    expect(world().refusal('CreateDomain', { domain: 'my-domain', tags }).message).toBe(
      'Tags per resource exceeded: 50.',
    );
    world().call('CreateDomain', { domain: 'my-domain', tags: tags.slice(1) });
  });

  test.each<OperationName>([
    'CopyPackageVersions',
    'DeletePackageVersions',
    'DisposePackageVersions',
    'UpdatePackageVersionsStatus',
  ])('QUO-09: %s takes 100 versions', (name) => {
    const made = new PackageWorld('other');
    made.publish(packages.npm, '1.0.0');
    const input = (count: number) => ({
      ...packages.npm,
      versions: range(count).map((index) => `1.0.${index}`),
      ...(name === 'CopyPackageVersions' && { sourceRepository: 'my-repo', destinationRepository: 'other' }),
      ...(name === 'UpdatePackageVersionsStatus' && { targetStatus: 'Unlisted' }),
    });
    expect(made.refusal(name, input(101) as never).name).toBe('ValidationException');
    made.call(name, input(100) as never);
  });

  test.each(['PutDomainPermissionsPolicy', 'PutRepositoryPermissionsPolicy'] as const)(
    'QUO-11: the policy of %s has 7168 characters',
    (name) => {
      const put = (length: number) => () =>
        parse(name, { domain: 'my-domain', repository: 'my-repo', policyDocument: 'x'.repeat(length) } as never);
      expect(put(7168)).not.toThrow();
      expect(put(7169)).toThrow(expect.objectContaining({ name: 'ValidationException' }));
    },
  );
});
