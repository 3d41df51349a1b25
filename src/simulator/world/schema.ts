import { externalConnections, formats } from '../../formats';

/** As much of JSON Schema as it takes to say how a world is built. */
export interface Schema {
  readonly $ref?: string;
  /** What is expected, in words. */
  readonly title?: string;
  readonly type?: 'string' | 'boolean' | 'integer' | 'number' | 'array' | 'object';
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly propertyNames?: Schema;
  readonly additionalProperties?: Schema | false;
  /** Of several alternatives of one type the first counts whose required members are there. */
  readonly anyOf?: readonly Schema[];
  /** What may stand there besides in a world that is no JSON; no word of JSON Schema. */
  readonly orElse?: 'Date' | 'bytes';
}

const text: Schema = { type: 'string' };
const truth: Schema = { type: 'boolean' };
const seconds: Schema = { title: 'a number of seconds', type: 'number', minimum: 0 };
const whole: Schema = { title: 'a whole number', type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER };

const oneOf = (...values: readonly string[]): Schema => ({ type: 'string', enum: values });
const matching = (title: string, pattern: string): Schema => ({ title, type: 'string', pattern });
const list = (items: Schema): Schema => ({ type: 'array', items });
const either = (title: string, ...anyOf: readonly Schema[]): Schema => ({ title, anyOf });
const ref = (name: string): Schema => ({ $ref: `#/$defs/${name}` });
const byName = (of: Schema, propertyNames?: Schema): Schema => ({
  type: 'object',
  ...(propertyNames && { propertyNames }),
  additionalProperties: of,
});
const members = (properties: Readonly<Record<string, Schema>>, ...required: readonly string[]): Schema => ({
  type: 'object',
  properties,
  ...(required.length > 0 && { required }),
  additionalProperties: false,
});
/** An object with members of these names, all alike. */
const each = (names: readonly string[], of: Schema, ...required: readonly string[]): Schema =>
  members(Object.fromEntries(names.map((name) => [name, of])), ...required);

const connections = Object.keys(externalConnections);
const tags = byName(text);
const account = ref('account');
const region = ref('region');
const time = ref('WorldTime');
const policy = ref('WorldPolicy');
const repositoryName = matching('the name of a repository', '^[A-Za-z0-9][A-Za-z0-9._-]{1,99}$');
const deleted = ref('WorldDeletedRepository');
const connection = oneOf(...connections);
const offers = ref('WorldPublicRepositories');
const packages = (version: string): Schema => byName(byName(ref(version)));

const version: Readonly<Record<string, Schema>> = {
  publishedTime: time,
  assets: byName(ref('WorldAsset')),
  metadata: ref('VersionMetadata'),
  dependencies: byName(text),
  tags: list(text),
};

const digest = (digits: number): Schema => matching(`${digits} hexadecimal digits`, `^[0-9a-f]{${digits}}$`);
const hashes = members({ MD5: digest(32), 'SHA-1': digest(40), 'SHA-256': digest(64), 'SHA-512': digest(128) });
const note = { publishedTime: time, manifest: text } as const;

const day = '([0-9]{4}|\\+[0-9]{6})-[0-9]{2}-[0-9]{2}';
const hour = '[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,3})?)?(Z|[+-][0-9]{2}:[0-9]{2})';

const defs: Readonly<Record<string, Schema>> = {
  account: matching('an account of twelve digits', '^[0-9]{12}$'),
  region: matching('the name of a Region', '^[a-z0-9-]{1,50}$'),
  WorldTime: {
    ...matching('a Date or an ISO text, as 2026-09-01 or 2026-09-01T12:00:00Z', `^${day}(T${hour})?$`),
    orElse: 'Date',
  },
  Quotas: each(['assetSizeBytes', 'domainsPerAccount', 'repositoriesPerDomain', 'packageGroupsPerDomain'], whole),
  Latency: either(
    "'none', 'documented' or an object of delays in seconds",
    oneOf('none', 'documented'),
    each(['ingestionSeconds', 'catalogueSeconds', 'mavenCatalogueSeconds'], seconds),
  ),
  WorldAccount: members({
    organization: matching('the id of an organisation, as o-exampleorgid', '^o-[a-z0-9]{10,32}$'),
    quotas: byName(ref('Quotas'), region),
  }),
  WorldPrincipal: members({
    policies: list(policy),
    tags,
    session: ref('WorldSession'),
    accessKeys: list(ref('WorldAccessKey')),
  }),
  WorldPolicy: either('a policy as an object or a text', text, { type: 'object' }),
  WorldSession: members({ expiration: time, policies: list(policy) }, 'expiration'),
  WorldAccessKey: members(
    {
      id: matching('16 to 128 letters and digits', '^[A-Za-z0-9_]{16,128}$'),
      secretAccessKey: text,
      sessionToken: text,
    },
    'id',
  ),
  WorldKey: members(
    {
      arn: matching('the ARN of a KMS key', '^arn:aws:kms:[a-z0-9-]+:[0-9]{12}:key/[^/]+$'),
      aliases: list(matching('alias/ and a name', '^alias/.')),
      state: oneOf('Enabled', 'Disabled', 'PendingDeletion'),
      kind: oneOf('symmetric', 'asymmetric'),
      accessible: truth,
    },
    'arn',
  ),
  WorldDomain: members({
    owner: account,
    region,
    encryptionKey: text,
    tags,
    permissionsPolicy: policy,
    packageGroups: byName(ref('WorldPackageGroup')),
    repositories: byName(ref('WorldRepository'), repositoryName),
  }),
  WorldPackageGroup: members({
    contactInfo: text,
    description: text,
    tags,
    restrictions: each(['EXTERNAL_UPSTREAM', 'INTERNAL_UPSTREAM', 'PUBLISH'], ref('WorldGroupRestriction')),
  }),
  WorldGroupRestriction: either(
    'ALLOW, BLOCK, INHERIT or { allow }',
    oneOf('ALLOW', 'BLOCK', 'INHERIT'),
    members({ allow: list(text) }, 'allow'),
  ),
  WorldRepository: members({
    description: text,
    administrator: account,
    upstreams: list(either('the name of a repository or { deleted }', text, deleted)),
    externalConnection: connection,
    tags,
    permissionsPolicy: policy,
    packages: each(Object.keys(formats), packages('WorldStoredVersion')),
    restrictions: each(Object.keys(formats), byName(ref('PackageOriginRestrictions'))),
  }),
  WorldDeletedRepository: members({ deleted: repositoryName }, 'deleted'),
  PackageOriginRestrictions: each(['publish', 'upstream'], oneOf('ALLOW', 'BLOCK'), 'publish', 'upstream'),
  WorldPublicRepositories: each(connections, packages('WorldPublicVersion')),
  WorldPublicVersion: members({ ...version, withdrawn: truth }),
  WorldStoredVersion: members({
    ...version,
    status: oneOf('Published', 'Unfinished', 'Unlisted', 'Archived', 'Disposed'),
    origin: either(
      'a public repository, UNKNOWN, { repository } or { deleted }',
      oneOf(...connections, 'UNKNOWN'),
      members({ repository: text }, 'repository'),
      deleted,
    ),
    revision: matching('a revision of 1 to 50 characters without white space', '^\\S{1,50}$'),
  }),
  VersionMetadata: members({
    displayName: text,
    summary: text,
    homePage: text,
    sourceCodeRepository: text,
    licenses: list(each(['name', 'url'], text)),
    dependencies: list(each(['namespace', 'package', 'dependencyType', 'versionRequirement'], text)),
    readme: text,
    deprecated: text,
    yanked: either('a text or true', text, truth),
    manifest: text,
  }),
  WorldAsset: either(
    'a text, bytes, { bytes }, { base64 }, { file }, { size } or { size, hashes }',
    { ...text, orElse: 'bytes' },
    members({ base64: text, ...note }, 'base64'),
    members({ file: text, ...note }, 'file'),
    members({ bytes: { ...text, orElse: 'bytes' }, ...note }, 'bytes'),
    members({ size: { ...whole, title: 'a number of bytes' }, hashes, ...note }, 'size'),
    members({ hashes, ...note }, 'hashes'),
  ),
  WorldOutage: either(
    'a public repository or { connection, since }',
    connection,
    members({ connection, since: time }, 'connection', 'since'),
  ),
  WorldRegion: members({
    publicRepositories: offers,
    unavailable: list(ref('WorldOutage')),
    listingNoAssets: list(connection),
  }),
};

/** How a world is built: the schema of world files, by which worlds in memory are checked too. */
export const worldSchema: Schema & { readonly $defs: Readonly<Record<string, Schema>> } = {
  ...members({
    account,
    region,
    clock: time,
    access: oneOf('enforced', 'off'),
    latency: ref('Latency'),
    domainCleanUpSeconds: seconds,
    quotas: ref('Quotas'),
    accounts: byName(ref('WorldAccount'), account),
    principals: byName(ref('WorldPrincipal')),
    encryptionKeys: list(ref('WorldKey')),
    domains: byName(
      either('a domain or a list of domains', ref('WorldDomain'), list(ref('WorldDomain'))),
      matching('the name of a domain', '^[a-z][a-z0-9-]{0,48}[a-z0-9]$'),
    ),
    publicRepositories: offers,
    unavailable: list(ref('WorldOutage')),
    listingNoAssets: list(connection),
    regions: byName(ref('WorldRegion'), region),
    $schema: text,
  }),
  $defs: defs,
};
