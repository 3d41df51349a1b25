import fc from 'fast-check';
import type { PackageFormat } from '../../src/api/types';
import type { ExternalConnectionName } from '../../src/model/coordinates';
import { hashesOf } from '../../src/simulator/content-store';
import type {
  World,
  WorldAsset,
  WorldDomain,
  WorldPackageGroup,
  WorldPrincipal,
  WorldPublicVersion,
  WorldRegion,
  WorldRepository,
  WorldStoredVersion,
} from '../../src/simulator/world/world';
import { bytesOf } from './histories';

/** Worlds of all that a world can say, few names of each kind: each of them can be loaded. */
const accounts = ['111122223333', '123456789012', '222222222222'];
const regions = ['us-west-2', 'eu-west-1'];
const repositoryNames = ['app', 'constructor', '10', 'store'];
const account = fc.constantFrom(...accounts);
const region = fc.constantFrom(...regions);
const word = fc.constantFrom('one', '1.10', 'true', 'two words', '\u00e9: #', '');
const time = fc.constantFrom('2025-12-01', '2025-12-31T23:59:59Z', '2025-06-01T10:30:00.5+02:00');
const tags = fc.dictionary(fc.constantFrom('team', '1.0', '__proto__', 'stage'), word, {
  maxKeys: 2,
  noNullPrototype: true,
});
const connections = ['public:npmjs', 'public:pypi', 'public:maven-central', 'public:nuget-org'] as const;

/** An object with some of these members; a member that is not there is not undefined. */
const some = <T extends object>(members: { [M in keyof T]: fc.Arbitrary<T[M]> }): fc.Arbitrary<Partial<T>> =>
  fc.record(members, { requiredKeys: [], noNullPrototype: true }) as fc.Arbitrary<Partial<T>>;

/** An object with some of these names. */
const byName = <V>(names: readonly string[], value: fc.Arbitrary<V>, maxKeys = 2): fc.Arbitrary<Record<string, V>> =>
  fc
    .uniqueArray(fc.tuple(fc.constantFrom(...names), value), { maxLength: maxKeys, selector: ([name]) => name })
    .map((entries) => Object.fromEntries(entries));

const policy = (principal: object) =>
  fc
    .record({ effect: fc.constantFrom('Allow', 'Deny'), action: fc.constantFrom('*', 'List*', 'DescribeDomain') })
    .chain(({ effect, action }) => {
      const statement = { Effect: effect, Action: `codeartifact:${action}`, Resource: '*', ...principal };
      const document = { Version: '2012-10-17', Statement: statement };
      return fc.constantFrom<object | string>(document, JSON.stringify(document), JSON.stringify(document, null, 1));
    });
const resourcePolicy = policy({ Principal: '*' });
const identityPolicy = fc.oneof(
  policy({}),
  fc.constantFrom('AWSCodeArtifactAdminAccess', 'AWSCodeArtifactReadOnlyAccess'),
);

const content: fc.Arbitrary<WorldAsset> = fc.oneof(
  fc.constantFrom<WorldAsset>('text', '', '\ufeffmarked', 'a\r\nb', '\u0000'),
  fc.uint8Array({ maxLength: 4 }),
  fc.constantFrom<WorldAsset>({ base64: '/w==' }, { base64: '' }, { size: 12 }, { size: 0 }),
  fc.constant<WorldAsset>({ size: 3, hashes: hashesOf(bytesOf('abc')) }),
);

interface Sample {
  readonly names: readonly string[];
  readonly versions: readonly string[];
  readonly assets: readonly string[];
  readonly connection?: ExternalConnectionName;
}

const samples: Readonly<Record<PackageFormat, Sample>> = {
  npm: {
    names: ['lodash', '@types/node', 'constructor'],
    versions: ['1.0.0', '2.0.0', '10.0.0-rc.1'],
    assets: ['package.tgz'],
    connection: 'public:npmjs',
  },
  pypi: {
    names: ['Foo.Bar', 'requests'],
    versions: ['1.0', '1.10'],
    assets: ['requests-1.0.tar.gz'],
    connection: 'public:pypi',
  },
  maven: {
    names: ['org.example:lib', 'a/b'],
    versions: ['1', '1.0'],
    assets: ['lib-1.jar', 'lib-1.pom'],
    connection: 'public:maven-central',
  },
  nuget: {
    names: ['Newtonsoft.Json', 'x'],
    versions: ['1.0', '2.0.0.1'],
    assets: ['x.1.0.nupkg'],
    connection: 'public:nuget-org',
  },
  generic: { names: ['ns:__proto__', 'n/a:b'], versions: ['__proto__', '10', '9'], assets: ['a', '__proto__', 'c'] },
  ruby: { names: ['rails'], versions: ['1.0.0'], assets: [] },
  swift: { names: ['mona.List', 'mona/List2'], versions: ['1.0.0'], assets: [] },
  cargo: { names: ['serde'], versions: ['1.0.0'], assets: [] },
};
const formats = Object.keys(samples) as PackageFormat[];

const common = (format: PackageFormat) => ({
  publishedTime: time,
  ...(samples[format].assets.length > 0 && { assets: byName(samples[format].assets, content) }),
  metadata: some({ summary: word, readme: word, licenses: fc.constant([{ name: 'MIT' }]), displayName: word }),
  dependencies: byName(samples[format].names, word),
  ...(format === 'npm' && { tags: fc.uniqueArray(fc.constantFrom('latest', 'beta', '__proto__'), { maxLength: 2 }) }),
});

const publicVersion = (format: PackageFormat): fc.Arbitrary<WorldPublicVersion> =>
  some({ ...common(format), withdrawn: fc.boolean() });

const storedVersion = (format: PackageFormat, names: readonly string[]): fc.Arbitrary<WorldStoredVersion> =>
  some({
    ...common(format),
    status: fc.constantFrom('Published' as const, 'Unlisted' as const, 'Archived' as const, 'Disposed' as const),
    origin: fc.oneof(
      fc.constantFrom<NonNullable<WorldStoredVersion['origin']>>('UNKNOWN', { deleted: 'gone' }),
      fc.constantFrom(...names).map((repository) => ({ repository })),
      fc.constant(samples[format].connection ?? 'UNKNOWN'),
    ),
    revision: fc.constantFrom('abc', 'def='),
  });

const allOf = <Version>(format: PackageFormat, version: fc.Arbitrary<Version>) =>
  byName(samples[format].names, byName(samples[format].versions, version, 3));

/** A repository, its upstreams among those that come later. */
function repository(index: number, names: readonly string[]): fc.Arbitrary<WorldRepository> {
  const later = names.slice(index + 1);
  const upstreams = fc
    .uniqueArray(fc.constantFrom('old', 'gone', ...later), { maxLength: 3 })
    .map((list) => list.map((name) => (later.includes(name) ? name : { deleted: name })));
  const relations = fc.oneof(
    some({ upstreams }),
    some({ externalConnection: fc.constantFrom<ExternalConnectionName>(...connections) }),
  );
  const setting = fc.constantFrom('ALLOW' as const, 'BLOCK' as const);
  const packages = fc.subarray(formats, { maxLength: 2 }).chain((chosen) => {
    return fc.record(
      Object.fromEntries(chosen.map((format) => [format, allOf(format, storedVersion(format, names))])),
      { noNullPrototype: true },
    );
  });
  const set = fc.record({ publish: setting, upstream: setting }, { noNullPrototype: true });
  const restrictions = some({ npm: byName(samples.npm.names, set), generic: byName(samples.generic.names, set) });
  const own = some<WorldRepository>({
    description: word,
    administrator: account,
    tags,
    permissionsPolicy: resourcePolicy,
    packages,
    restrictions,
  });
  return fc.tuple(relations, own).map(([related, rest]) => ({ ...rest, ...related }));
}

const group = (isRoot: boolean, names: readonly string[]): fc.Arbitrary<WorldPackageGroup> => {
  const mode = fc.constantFrom<'ALLOW' | 'BLOCK' | 'INHERIT'>('ALLOW', 'BLOCK', isRoot ? 'BLOCK' : 'INHERIT');
  const allowed = names.length > 0 ? fc.uniqueArray(fc.constantFrom(...names)).map((allow) => ({ allow })) : mode;
  const restriction = fc.oneof(mode, allowed);
  return some({
    contactInfo: word,
    description: word,
    tags,
    restrictions: some({ PUBLISH: restriction, EXTERNAL_UPSTREAM: restriction, INTERNAL_UPSTREAM: restriction }),
  });
};

const keyArn = (where: string) => `arn:aws:kms:${where}:111122223333:key/mine`;

const domain = (owner: string, where: string, keys: readonly string[]): fc.Arbitrary<WorldDomain> =>
  fc.subarray(repositoryNames).chain((names) =>
    fc
      .tuple(
        some<WorldDomain>({
          tags,
          permissionsPolicy: resourcePolicy,
          packageGroups: fc
            .tuple(
              byName(['/npm/*', '/npm//lodash$', '/generic/ns/*', '/maven/org.example~'], group(false, names), 3),
              byName(['/*'], group(true, names), 1),
            )
            .map(([others, root]) => ({ ...others, ...root })),
          ...(keys.includes(keyArn(where)) && { encryptionKey: fc.constant(keyArn(where)) }),
        }),
        fc.tuple(...names.map((_, index) => repository(index, names))),
      )
      .map(([rest, all]) => {
        const repositories = Object.fromEntries(all.map((each, index) => [names[index]!, each]));
        return { owner, region: where, ...rest, repositories };
      }),
  );

const publicRegion: fc.Arbitrary<WorldRegion> = some<WorldRegion>({
  publicRepositories: some({
    'public:npmjs': allOf('npm', publicVersion('npm')),
    'public:pypi': allOf('pypi', publicVersion('pypi')),
    'public:maven-central': allOf('maven', publicVersion('maven')),
  }),
  unavailable: fc.array(
    fc.oneof(
      fc.constantFrom<ExternalConnectionName>('public:npmjs', 'public:pypi'),
      fc.record({ connection: fc.constant('public:maven-central' as const), since: time }, { noNullPrototype: true }),
    ),
    { maxLength: 2 },
  ),
  listingNoAssets: fc.subarray<ExternalConnectionName>([...connections]),
});

const principal = (isSession: boolean): fc.Arbitrary<WorldPrincipal> =>
  some({
    policies: fc.array(identityPolicy, { maxLength: 2 }),
    tags,
    ...(isSession && {
      session: some({ policies: fc.array(identityPolicy, { maxLength: 1 }) }).map((rest) => ({
        ...rest,
        expiration: '2026-01-02',
      })),
    }),
  });

const quotas = some({
  domainsPerAccount: fc.nat(3),
  repositoriesPerDomain: fc.nat(3),
  packageGroupsPerDomain: fc.nat(3),
});

const people: fc.Arbitrary<Pick<World, 'accounts' | 'principals'>> = some({
  accounts: byName(
    accounts,
    some({ organization: fc.constantFrom('o-aaaaaaaaaa', 'o-bbbbbbbbbb'), quotas: byName(regions, quotas) }),
  ),
  principals: fc
    .tuple(
      byName(['user/alice', 'user/default', 'arn:aws:iam::123456789012:role/path/ci'], principal(false)),
      byName(['assumed-role/ci/build-7', 'arn:aws:sts::123456789012:assumed-role/ci/x'], principal(true)),
      fc.boolean(),
    )
    .map(([others, sessions, hasKey]) => ({
      ...others,
      ...sessions,
      ...(hasKey && {
        root: {
          accessKeys: [{ id: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret' }, { id: 'AKIAIOSFODNN7EXAMPLF' }],
        },
      }),
    })),
});

/** Any world that can be loaded at the beginning of 2026. */
export const anyWorld: fc.Arbitrary<World> = fc
  .tuple(
    some<World>({
      account,
      region,
      access: fc.constantFrom('enforced' as const, 'off' as const),
      latency: fc.constantFrom('none' as const, 'documented' as const, { ingestionSeconds: 5, catalogueSeconds: 1.5 }),
      domainCleanUpSeconds: fc.nat(1000),
      quotas,
      regions: byName(['us-west-2', 'eu-west-1', 'us-east-1'], publicRegion),
    }),
    publicRegion,
    people,
    fc.subarray(regions.map(keyArn)),
    fc.uniqueArray(fc.tuple(fc.constantFrom('team', 'my-domain'), account, region), {
      maxLength: 3,
      selector: (parts) => parts.join(),
    }),
    fc.constantFrom('Enabled' as const, 'Disabled' as const),
  )
  .chain(([settings, offered, known, keys, places, state]) =>
    fc.tuple(...places.map(([, owner, where]) => domain(owner, where, keys))).map((made): World => {
      const byDomain = new Map<string, WorldDomain[]>();
      for (const [index, each] of made.entries()) {
        const name = places[index]![0];
        byDomain.set(name, [...(byDomain.get(name) ?? []), each]);
      }
      const domains = [...byDomain].map(([name, list]) => [name, list.length === 1 ? list[0]! : list] as const);
      return {
        ...settings,
        ...offered,
        ...known,
        clock: '2026-01-01',
        encryptionKeys: keys.map((arn) => ({ arn, aliases: ['alias/mine'], state })),
        domains: Object.fromEntries(domains),
      };
    }),
  );
