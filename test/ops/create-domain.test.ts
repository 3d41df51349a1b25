import { expect, test } from 'vitest';
import type { Tag } from '../../src/api/types';
import { initialState } from '../../src/model/initial-state';
import type { EncryptionKey, State } from '../../src/model/state';
import { otherAccount, type World, world, worldWith } from '../support';

const keyId = '1234abcd-12ab-34cd-56ef-1234567890ab';
const arn = `arn:aws:kms:us-west-2:111122223333:key/${keyId}`;
const enabled: EncryptionKey = { arn, aliases: ['alias/mine'], state: 'Enabled', kind: 'symmetric', accessible: true };

/** A world in which these KMS keys exist. */
function worldWithKeys(...keys: readonly EncryptionKey[]): World {
  const start = initialState();
  const entries = keys.map((key) => [key.arn, Object.freeze(key)] as const);
  const state: State = { ...start, encryptionKeys: start.encryptionKeys.withAll(entries) };
  return world(state);
}

test.each(['ab', 'a1', 'a-b', 'a'.repeat(50)])('DOM-01: %s is a domain name', (domain) => {
  expect(world().call('CreateDomain', { domain }).domain?.name).toBe(domain);
});

test.each(['a', 'A1', '1a', 'a-', '-a', 'my_domain', 'a.b', '', 'a'.repeat(51)])(
  "DOM-01: '%s' is not a domain name",
  (domain) => {
    const error = world().refusal('CreateDomain', { domain });
    expect(error).toMatchObject({ name: 'ValidationException', members: { reason: 'FIELD_VALIDATION_FAILED' } });
  },
);

test('DOM-10, DOM-11, DOM-14, DOM-23, IAM-01: a new domain is active and empty, with all its members', () => {
  const { domain } = world().call('CreateDomain', { domain: 'my-domain' });
  expect(domain).toEqual({
    name: 'my-domain',
    owner: '111122223333',
    arn: 'arn:aws:codeartifact:us-west-2:111122223333:domain/my-domain',
    status: 'Active',
    createdTime: new Date('2026-09-01T00:00:00Z'),
    encryptionKey: expect.stringMatching(/^arn:aws:kms:us-west-2:111122223333:key\/[0-9a-f-]{36}$/),
    repositoryCount: 0,
    assetSizeBytes: 0,
    s3BucketArn: 'arn:aws:s3:::assets-787052242323-us-west-2',
  });
});

test('DOM-03, API-09: the owner is the caller, and a name is unique inside his account and Region only', () => {
  const shared = world();
  const created = [{}, { account: otherAccount }, { region: 'eu-west-1' }].map(
    (changes) => shared.call('CreateDomain', { domain: 'shared' }, changes).domain,
  );
  expect(created.map((domain) => [domain?.owner, domain?.arn])).toEqual([
    ['111122223333', 'arn:aws:codeartifact:us-west-2:111122223333:domain/shared'],
    ['123456789012', 'arn:aws:codeartifact:us-west-2:123456789012:domain/shared'],
    ['111122223333', 'arn:aws:codeartifact:eu-west-1:111122223333:domain/shared'],
  ]);
  expect(new Set(created.map((domain) => domain?.encryptionKey)).size).toBe(3);
});

test('DOM-04, ERR-50, API-41: a name that is live is a conflict', () => {
  expect(worldWith().refusal('CreateDomain', { domain: 'my-domain' })).toMatchObject({
    name: 'ConflictException',
    message: "Domain already exists. Domain 'my-domain' owned by account '111122223333' already exists.",
    members: { resourceId: 'my-domain', resourceType: 'domain' },
  });
});

test.each([
  ['key id', keyId],
  ['key ARN', arn],
  ['alias name', 'alias/mine'],
  ['alias ARN', 'arn:aws:kms:us-west-2:111122223333:alias/mine'],
])('DOM-13, DOM-14: a key given as %s is shown by its ARN', (_, encryptionKey) => {
  const keyed = worldWithKeys(enabled);
  keyed.call('CreateDomain', { domain: 'my-domain', encryptionKey });
  expect(keyed.call('DescribeDomain', { domain: 'my-domain' }).domain?.encryptionKey).toBe(arn);
});

test('DOM-13: a key of another account is found by its ARN, not by its id or alias', () => {
  const keyed = worldWithKeys(enabled);
  const account = otherAccount;
  const own = keyed.call('CreateDomain', { domain: 'my-domain', encryptionKey: arn }, { account });
  expect(own.domain?.encryptionKey).toBe(arn);
  for (const encryptionKey of [keyId, 'alias/mine']) {
    const { message } = keyed.refusal('CreateDomain', { domain: 'other', encryptionKey }, { account });
    expect(message).toBe(`KMS key not found: ${encryptionKey}`);
  }
});

test('DOM-13: a key is found in its own Region only', () => {
  const keyed = worldWithKeys(enabled);
  keyed.refusal('CreateDomain', { domain: 'my-domain', encryptionKey: arn }, { region: 'eu-west-1' });
});

test('DOM-14: the AWS managed key is one for all domains of an account, and has its alias', () => {
  const made = world();
  const keys = [undefined, undefined, 'alias/aws/codeartifact'].map(
    (encryptionKey, index) => made.call('CreateDomain', { domain: `d${index}`, encryptionKey }).domain?.encryptionKey,
  );
  expect(new Set(keys).size).toBe(1);
});

test.each<[string, Partial<EncryptionKey>, string, string]>([
  ['ERR-46: a missing key', {}, 'alias/none', 'KMS key not found: alias/none'],
  [
    'ERR-46: a key of another Region',
    {},
    arn.replace('us-west-2', 'eu-west-1'),
    `KMS key not found: ${arn.replace('us-west-2', 'eu-west-1')}`,
  ],
  ['ERR-46: a disabled key', { state: 'Disabled' }, keyId, `KMS key not found: ${keyId}`],
  ['ERR-46: a key that is to be deleted', { state: 'PendingDeletion' }, keyId, `KMS key not found: ${keyId}`],
  ['ERR-46: a key out of reach', { accessible: false }, keyId, `KMS key not found: ${keyId}`],
  ['ERR-49: an asymmetric key', { kind: 'asymmetric' }, 'alias/mine', 'Unsupported KMS key: alias/mine'],
])('DOM-16, %s is refused', (_, change, encryptionKey, message) => {
  const keyed = worldWithKeys({ ...enabled, ...change });
  expect(keyed.refusal('CreateDomain', { domain: 'my-domain', encryptionKey })).toMatchObject({
    name: 'ValidationException',
    message,
    members: { reason: 'ENCRYPTION_KEY_ERROR' },
  });
});

test('TAG-02: tags can be given at creation', () => {
  const made = world();
  const tags = [
    { key: 'b', value: '2' },
    { key: 'a', value: '' },
  ];
  const { domain } = made.call('CreateDomain', { domain: 'my-domain', tags });
  expect(made.call('ListTagsForResource', { resourceArn: domain!.arn! }).tags).toEqual([tags[1], tags[0]]);
});

const many: readonly Tag[] = Array.from({ length: 51 }, (_, index) => ({ key: `k${index}`, value: '' }));

test.each<[string, string, string | undefined, readonly Tag[]]>([
  [
    'ValidationException',
    "Tag key 'a' is given more than once.",
    'none',
    [
      { key: 'a', value: '' },
      { key: 'a', value: '' },
    ],
  ],
  [
    'ValidationException',
    "Tag key 'AWS:a' begins with the reserved prefix 'aws:'.",
    'none',
    [{ key: 'AWS:a', value: '' }],
  ],
  ['ValidationException', 'KMS key not found: none', 'none', many],
  [
    'ConflictException',
    "Domain already exists. Domain 'my-domain' owned by account '111122223333' already exists.",
    undefined,
    many,
  ],
])('TAG-02, TAG-06, TAG-11: %s: %s goes before what the next row reports', (name, message, encryptionKey, tags) => {
  const error = worldWith().refusal('CreateDomain', { domain: 'my-domain', encryptionKey, tags });
  expect(error).toMatchObject({ name, message });
});

test('TAG-08, ERR-55: a domain is created with 50 tags, not with 51', () => {
  const made = world();
  expect(made.refusal('CreateDomain', { domain: 'my-domain', tags: many })).toMatchObject({
    name: 'ServiceQuotaExceededException',
    message: 'Tags per resource exceeded: 50.',
    members: { resourceId: 'my-domain', resourceType: 'domain' },
  });
  made.call('CreateDomain', { domain: 'my-domain', tags: many.slice(1) });
});
