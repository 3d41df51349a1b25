import { describe, expect, test } from 'vitest';
import { inputs } from '../../src/api/inputs';
import type { Input, OperationName } from '../../src/api/types';
import type { State } from '../../src/model/state';
import type { RequestInputs, RequestName } from '../../src/ops/requests';
import {
  alice,
  allowTo,
  arn,
  ask,
  by,
  document,
  domainArn,
  grant,
  learn,
  onDomain,
  onRepository,
  repositoryArn,
} from '../access/people';
import { contentOf, type World, world, worldWith } from '../support';
import { assetsOf, upload } from './packages-support';

const domain = { domain: 'my-domain' };
const repository = { ...domain, repository: 'my-repo' };
const npm = { ...repository, format: 'npm', package: 'lodash' } as const;
const generic = { ...repository, format: 'generic', namespace: 'my-ns', package: 'my-package' } as const;
const version = { ...generic, packageVersion: '1.0.0' };
const group = { ...domain, packageGroup: '/npm/*' };
const tags = [{ key: 'k', value: 'v' }];
const keyArn = 'arn:aws:kms:us-west-2:111122223333:key/1';

const myRepo = repositoryArn('my-repo');
const groupArn = arn('package-group/my-domain/npm/%2a');
const npmArn = arn('package/my-domain/my-repo/npm//lodash');
const genericArn = arn('package/my-domain/my-repo/generic/my-ns/my-package');

/** A world in which every operation has something to do. */
function busyWorld(): State {
  const made = worldWith('my-repo', 'other', 'store', 'connected');
  const connection = { externalConnection: 'public:npmjs', repository: 'connected' };
  made.call('AssociateExternalConnection', { ...domain, ...connection });
  made.call('CreatePackageGroup', group);
  made.call('CreatePackageGroup', { ...domain, packageGroup: '/npm/scope/*' });
  made.call('PublishPackageVersion', upload(generic, '1.0.0', 'my-asset', 'content'));
  const assets = assetsOf({ 'package.tgz': 'tarball' });
  learn(
    made,
    { type: 'encryption key', arn: keyArn, aliases: [], state: 'Enabled', kind: 'symmetric', accessible: true },
    { type: 'stored version', ...npm, version: '1.0.0', assets, metadata: { readme: 'Read me' } },
  );
  onDomain(made, allowTo('999999999999', 'DescribeDomain'));
  onRepository(made, 'my-repo', allowTo('999999999999', 'DescribeRepository'));
  return made.state;
}

const busy = busyWorld();

type Permission = readonly [action: string, resource: string];
type Row = {
  [N in OperationName]: readonly [rules: string, name: N, input: Input<N>, ...permissions: Permission[]];
}[OperationName];

const on =
  (resource: string) =>
  <N extends OperationName>(rule: number, name: N, input: Input<N>): Row =>
    [`IAM-${rule}`, name, input, [name, resource]] as unknown as Row;
const onTheDomain = on(domainArn);
const onTheRepository = on(myRepo);
const onTheGroup = on(groupArn);
const onNpm = on(npmArn);
const onGeneric = on(genericArn);

const policyDocument = document(allowTo('999999999999', 'DescribeDomain'));

const rows: readonly Row[] = [
  on(repositoryArn('other'))(101, 'AssociateExternalConnection', {
    ...domain,
    repository: 'other',
    externalConnection: 'public:pypi',
  }),
  [
    'IAM-103, IAM-69',
    'CopyPackageVersions',
    { ...npm, sourceRepository: 'my-repo', destinationRepository: 'other', versions: ['1.0.0'] },
    ['CopyPackageVersions', repositoryArn('other')],
    ['ReadFromRepository', myRepo],
  ],
  [
    'IAM-104, IAM-76, IAM-77',
    'CreateDomain',
    { domain: 'team-a', encryptionKey: '1', tags },
    ['CreateDomain', arn('domain/team-a')],
    ['TagResource', arn('domain/team-a')],
    ['kms:DescribeKey', keyArn],
    ['kms:CreateGrant', keyArn],
  ],
  ['IAM-77', 'CreateDomain', { domain: 'team-a' }, ['CreateDomain', arn('domain/team-a')]],
  [
    'IAM-105, IAM-71, IAM-76',
    'CreatePackageGroup',
    { ...domain, packageGroup: '/nuget//alpha$', tags },
    ['CreatePackageGroup', arn('package-group/my-domain/nuget//alpha%24')],
    ['TagResource', arn('package-group/my-domain/nuget//alpha%24')],
  ],
  [
    'IAM-106, IAM-75, IAM-76',
    'CreateRepository',
    {
      ...domain,
      repository: 'new-repo',
      upstreams: [{ repositoryName: 'other' }, { repositoryName: 'store' }],
      tags,
    },
    ['CreateRepository', repositoryArn('new-repo')],
    ['TagResource', repositoryArn('new-repo')],
    ['AssociateWithDownstreamRepository', repositoryArn('other')],
    ['AssociateWithDownstreamRepository', repositoryArn('store')],
  ],
  on(arn('domain/none'))(107, 'DeleteDomain', { domain: 'none' }),
  onTheDomain(108, 'DeleteDomainPermissionsPolicy', domain),
  onNpm(109, 'DeletePackage', npm),
  onTheGroup(110, 'DeletePackageGroup', group),
  onNpm(111, 'DeletePackageVersions', { ...npm, versions: ['1.0.0'] }),
  onTheRepository(112, 'DeleteRepository', repository),
  onTheRepository(113, 'DeleteRepositoryPermissionsPolicy', repository),
  onTheDomain(114, 'DescribeDomain', domain),
  onNpm(115, 'DescribePackage', npm),
  onTheGroup(116, 'DescribePackageGroup', group),
  onGeneric(117, 'DescribePackageVersion', version),
  onTheRepository(118, 'DescribeRepository', repository),
  on(repositoryArn('connected'))(119, 'DisassociateExternalConnection', {
    ...domain,
    repository: 'connected',
    externalConnection: 'public:npmjs',
  }),
  onNpm(120, 'DisposePackageVersions', { ...npm, versions: ['1.0.0'] }),
  onTheGroup(121, 'GetAssociatedPackageGroup', { ...domain, format: 'npm', package: 'lodash' }),
  [
    'IAM-122, TOK-13',
    'GetAuthorizationToken',
    domain,
    ['GetAuthorizationToken', domainArn],
    ['sts:GetServiceBearerToken', '*'],
  ],
  onTheDomain(123, 'GetDomainPermissionsPolicy', domain),
  onGeneric(124, 'GetPackageVersionAsset', { ...version, asset: 'my-asset' }),
  onNpm(125, 'GetPackageVersionReadme', { ...npm, packageVersion: '1.0.0' }),
  onTheRepository(126, 'GetRepositoryEndpoint', { ...repository, format: 'npm' }),
  onTheRepository(127, 'GetRepositoryPermissionsPolicy', repository),
  onTheGroup(128, 'ListAllowedRepositoriesForGroup', { ...group, originRestrictionType: 'PUBLISH' }),
  onTheGroup(129, 'ListAssociatedPackages', group),
  on('*')(130, 'ListDomains', {}),
  onTheDomain(131, 'ListPackageGroups', domain),
  onGeneric(132, 'ListPackageVersionAssets', version),
  onNpm(133, 'ListPackageVersionDependencies', { ...npm, packageVersion: '1.0.0' }),
  onGeneric(134, 'ListPackageVersions', generic),
  onTheRepository(135, 'ListPackages', repository),
  on('*')(136, 'ListRepositories', {}),
  onTheDomain(137, 'ListRepositoriesInDomain', domain),
  onTheGroup(138, 'ListSubPackageGroups', group),
  onTheRepository(139, 'ListTagsForResource', { resourceArn: myRepo }),
  onGeneric(140, 'PublishPackageVersion', upload(generic, '2.0.0', 'my-asset', 'more')),
  onTheDomain(141, 'PutDomainPermissionsPolicy', { ...domain, policyDocument }),
  onNpm(143, 'PutPackageOriginConfiguration', { ...npm, restrictions: { publish: 'ALLOW', upstream: 'BLOCK' } }),
  onTheRepository(144, 'PutRepositoryPermissionsPolicy', { ...repository, policyDocument }),
  onTheGroup(146, 'TagResource', { resourceArn: groupArn, tags }),
  onTheDomain(146, 'TagResource', { resourceArn: domainArn, tags }),
  onTheRepository(147, 'UntagResource', { resourceArn: myRepo, tagKeys: ['k'] }),
  onTheGroup(148, 'UpdatePackageGroup', { ...group, description: 'text' }),
  onTheGroup(149, 'UpdatePackageGroupOriginConfiguration', { ...group, restrictions: { PUBLISH: 'BLOCK' } }),
  onGeneric(150, 'UpdatePackageVersionsStatus', { ...generic, versions: ['1.0.0'], targetStatus: 'Archived' }),
  [
    'IAM-151, IAM-102, IAM-75',
    'UpdateRepository',
    { ...repository, upstreams: [{ repositoryName: 'other' }] },
    ['UpdateRepository', myRepo],
    ['AssociateWithDownstreamRepository', repositoryArn('other')],
  ],
  onTheRepository(151, 'UpdateRepository', { ...repository, description: 'text' }),
];

const fullName = (action: string): string => (action.includes(':') ? action : `codeartifact:${action}`);

/** A world in which alice has these permissions alone. */
function permitted(permissions: readonly Permission[]): World {
  const made = world(busy);
  const statements = permissions.map(([action, Resource]) => ({ Effect: 'Allow', Action: fullName(action), Resource }));
  grant(made, alice, { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }, ...statements);
  return made;
}

/** The permissions without each of them in turn, and with each of them on something else than what is asked for. */
function insufficient(permissions: readonly Permission[]): [lacking: Permission, left: Permission[]][] {
  return permissions.flatMap((lacking) => {
    const left = permissions.filter((each) => each !== lacking);
    const elsewhere: Permission = [lacking[0], lacking[1] === '*' ? domainArn : `${lacking[1]}x`];
    return [
      [lacking, left],
      [lacking, [...left, elsewhere]],
    ];
  });
}

const denial = ([action, resource]: Permission) => ({
  name: 'AccessDeniedException',
  message:
    `User: ${alice} is not authorized to perform: ${fullName(action)} on resource: ${resource} ` +
    `because no identity-based policy allows the ${fullName(action)} action`,
});

test('the table has every operation', () => {
  expect([...new Set(rows.map(([, name]) => name))].sort()).toEqual(Object.keys(inputs).sort());
});

/** A row in which the permissions are one value. */
const gathered = <Name>([rules, name, input, ...permissions]: readonly [string, Name, unknown, ...Permission[]]) =>
  [rules, name, input, permissions] as const;

describe.each(rows.map((row) => gathered(row)))('%s, ERR-40, ERR-41: %s', (_, name, input, permissions) => {
  test('is done with exactly what it demands', () => {
    permitted(permissions).call(name, input as never, by(alice));
  });

  test('IAM-20, IAM-78, ERR-27: is refused without any part of it, and nothing changes', () => {
    for (const [lacking, left] of insufficient(permissions)) {
      expect(permitted(left).refusal(name, input as never, by(alice))).toMatchObject(denial(lacking));
    }
  });
});

const maven = { ...repository, format: 'maven', namespace: 'com.mycompany', package: 'mypackage' } as const;
const mavenArn = arn('package/my-domain/my-repo/maven/com.mycompany/mypackage');
const nuget = { ...repository, format: 'nuget', package: 'Newtonsoft.Json' } as const;
const nugetArn = arn('package/my-domain/my-repo/nuget//newtonsoft.json');
const published = (asset: string) => ({ version: '2.0.0', assets: [{ name: asset, ...contentOf(asset) }] });

type RequestRow = {
  [N in RequestName]: readonly [rules: string, name: N, input: RequestInputs[N], ...permissions: Permission[]];
}[RequestName];

const requestRows: readonly RequestRow[] = [
  ['IAM-145, IAM-64', 'ListVersions', npm, ['ReadFromRepository', myRepo]],
  ['IAM-145, IAM-64', 'ReadAsset', { ...npm, version: '1.0.0', asset: 'package.tgz' }, ['ReadFromRepository', myRepo]],
  ['IAM-140, IAM-66', 'Publish', { ...npm, ...published('package.tgz') }, ['PublishPackageVersion', npmArn]],
  [
    'IAM-142, IAM-66',
    'Publish',
    { ...maven, ...published('mypackage-2.0.0.jar') },
    ['PublishPackageVersion', mavenArn],
    ['PutPackageMetadata', mavenArn],
  ],
  [
    'IAM-145, IAM-66, IAM-03',
    'Publish',
    { ...nuget, ...published('newtonsoft.json.2.0.0.nupkg') },
    ['PublishPackageVersion', nugetArn],
    ['ReadFromRepository', myRepo],
  ],
  [
    'IAM-66, IAM-03',
    'Publish',
    { ...repository, format: 'pypi', package: 'pigeon_cli', ...published('pigeon_cli-2.0.0.tar.gz') },
    ['PublishPackageVersion', arn('package/my-domain/my-repo/pypi//pigeon-cli')],
  ],
  ...(
    [
      ['ruby', undefined, 'rails', 'rails-2.0.0.gem'],
      ['cargo', undefined, 'serde', 'serde-2.0.0.crate'],
      ['swift', 'myscope', 'mypackage', 'mypackage-2.0.0.zip'],
      ['generic', 'my-ns', 'other-package', 'file'],
    ] as const
  ).map(
    ([format, namespace, name, asset]): RequestRow => [
      'IAM-66',
      'Publish',
      { ...repository, format, namespace, package: name, ...published(asset) },
      ['PublishPackageVersion', arn(`package/my-domain/my-repo/${format}/${namespace ?? ''}/${name}`)],
    ],
  ),
];

describe.each(requestRows.map((row) => gathered(row)))('%s: %s', (_, name, input, permissions) => {
  test('is done with exactly what it demands', () => {
    expect(ask(permitted(permissions), name, input as never, by(alice)).error).toBeUndefined();
  });

  test('IAM-20, IAM-78, ERR-27: is refused without any part of it, and nothing changes', () => {
    for (const [lacking, left] of insufficient(permissions)) {
      expect(ask(permitted(left), name, input as never, by(alice)).error).toMatchObject(denial(lacking));
    }
  });
});
