import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Tag } from '../../src/api/types';
import { execute } from '../../src/core';
import { withFacts } from '../../src/ops/learn';
import { admit, context, otherAccount, store, world, worldWith } from '../support';

const prefix = 'arn:aws:codeartifact:us-west-2:111122223333';
const arns = [`${prefix}:domain/my-domain`, `${prefix}:repository/my-domain/repo`];
const groups = `${prefix}:package-group/my-domain`;
const anyWorld = () => {
  const made = worldWith('repo');
  made.call('CreatePackageGroup', { domain: 'my-domain', packageGroup: '/nuget//a%b$' });
  return made;
};
const tag = (key: string, value = ''): Tag => ({ key, value });
const many = Array.from({ length: 50 }, (_, index) => tag(`k${index}`));

describe.each([...arns, `${groups}/%2a`, `${groups}/nuget//a%25b%24`])('TAG-01, TAG-21: of %s', (resourceArn) => {
  const tagsIn = (made: ReturnType<typeof anyWorld>) => made.call('ListTagsForResource', { resourceArn }).tags;

  test('TAG-10, TAG-12, TAG-15, TAG-16: tags are added or get a new value, and are listed by key', () => {
    const made = anyWorld();
    expect(tagsIn(made)).toEqual([]);
    expect(made.call('TagResource', { resourceArn, tags: [tag('b', '1'), tag('a', '1')] })).toEqual({});
    expect(made.call('TagResource', { resourceArn, tags: [tag('c', ''), tag('a', '2')] })).toEqual({});
    expect(tagsIn(made)).toEqual([tag('a', '2'), tag('b', '1'), tag('c', '')]);
  });

  test('TAG-05: keys and values are case-sensitive', () => {
    const made = anyWorld();
    made.call('TagResource', { resourceArn, tags: [tag('key1', 'v'), tag('Key1', 'V')] });
    made.call('TagResource', { resourceArn, tags: [tag('key1', 'V')] });
    expect(tagsIn(made)).toEqual([tag('Key1', 'V'), tag('key1', 'V')]);
  });

  test('TAG-08, ERR-55: there is no fifty-first tag, but a tag of fifty is overwritten', () => {
    const made = anyWorld();
    made.call('TagResource', { resourceArn, tags: many });
    expect(made.refusal('TagResource', { resourceArn, tags: [tag('k0', 'new'), tag('new')] })).toMatchObject({
      name: 'ServiceQuotaExceededException',
      message: 'Tags per resource exceeded: 50.',
    });
    const { members } = made.refusal('TagResource', { resourceArn, tags: [tag('new')] });
    const { resourceType } = members;
    if (resourceArn.startsWith(groups))
      expect(members).toEqual({ resourceId: expect.stringMatching(/^\//) }); // ERR-11
    else expect(resourceType).toBe(resourceArn.includes('repo') ? 'repository' : 'domain');
    made.call('TagResource', { resourceArn, tags: [tag('k0', 'new')] });
    expect(tagsIn(made)).toHaveLength(50);
    expect(tagsIn(made)).toContainEqual(tag('k0', 'new'));
  });

  test('TAG-13, TAG-14: empty lists and keys that are not there change nothing', () => {
    const made = anyWorld();
    made.call('TagResource', { resourceArn, tags: [tag('a', '1')] });
    const before = made.state;
    made.call('TagResource', { resourceArn, tags: [] });
    made.call('TagResource', { resourceArn, tags: [tag('a', '1')] });
    expect(made.call('UntagResource', { resourceArn, tagKeys: [] })).toEqual({});
    expect(made.call('UntagResource', { resourceArn, tagKeys: ['A', 'b'] })).toEqual({});
    expect(made.state).toBe(before);
  });

  test('TAG-04, TAG-10, TAG-14, TAG-16: after any history the tags are those of a Map, whatever the names', () => {
    const anyKey = fc.constantFrom(
      '__proto__',
      'constructor',
      'toString',
      'a',
      'A',
      'é',
      '😀',
      ' ',
      'aws',
      'x'.repeat(128),
    );
    const anyTags = fc.uniqueArray(fc.record({ key: anyKey, value: fc.constantFrom('', 'v', '__proto__') }), {
      selector: ({ key }) => key,
    });
    fc.assert(
      fc.property(fc.array(fc.oneof(anyTags, fc.array(anyKey))), (history) => {
        const made = anyWorld();
        const model = new Map<string, string>();
        for (const step of history) {
          const tags = step.filter((each) => typeof each !== 'string');
          const tagKeys = step.filter((each) => typeof each === 'string');
          made.call('TagResource', { resourceArn, tags });
          made.call('UntagResource', { resourceArn, tagKeys });
          for (const { key, value } of tags) model.set(key, value);
          for (const key of tagKeys) model.delete(key);
        }
        expect(tagsIn(made)).toEqual([...model.keys()].sort().map((key) => tag(key, model.get(key))));
      }),
    );
  });

  test('TAG-20: tagging fires no event and changes no other member', () => {
    const made = anyWorld();
    store(made, { domain: 'my-domain', repository: 'repo' }, { format: 'npm', package: 'p' }, 'content');
    const described = () => [
      made.call('DescribeDomain', { domain: 'my-domain' }),
      made.call('DescribeRepository', { domain: 'my-domain', repository: 'repo' }),
      made.call('ListPackageGroups', { domain: 'my-domain' }),
    ];
    const before = described();
    const result = execute(made.state, 'TagResource', { resourceArn, tags: [tag('a')] }, context);
    expect(result).toMatchObject({ ok: true, events: [] });
    made.state = result.state;
    expect(described()).toEqual(before);
  });
});

test('TAG-18: the account of the ARN is the owner of the domain, whoever calls', () => {
  const made = anyWorld();
  admit(made);
  made.call('TagResource', { resourceArn: arns[0]!, tags: [tag('a')] }, { account: otherAccount });
  expect(made.call('ListTagsForResource', { resourceArn: arns[0]! }).tags).toEqual([tag('a')]);
});

test.each([
  [`${prefix}:package/my-domain/repo/npm//p`],
  [`${prefix}:domain/my-domain/repo`],
  [`${prefix}:domain/`],
  [`${prefix}:domain:my-domain`],
  [`${prefix}:repository/my-domain`],
  [`${prefix}:repository/my-domain/`],
  [`${prefix}:repository/my-domain/repo/x`],
  [`${prefix}:package-group/my-domain`],
  [`${prefix}:Domain/my-domain`],
  ['arn:aws:codeartifact:us-west-2::domain/my-domain'],
  ['arn:aws:codeartifact::111122223333:domain/my-domain'],
  ['arn:aws:s3:::domain/my-domain'],
  ['my-domain'],
])('TAG-01, TAG-18: %s names nothing that has tags', (resourceArn) => {
  const made = anyWorld();
  const errors = [
    made.refusal('TagResource', { resourceArn, tags: [] }),
    made.refusal('UntagResource', { resourceArn, tagKeys: [] }),
    made.refusal('ListTagsForResource', { resourceArn }),
  ];
  for (const error of errors) {
    expect(error).toMatchObject({
      name: 'ValidationException',
      message: `'${resourceArn}' is not the ARN of a domain, a repository or a package group.`,
      members: { reason: 'FIELD_VALIDATION_FAILED' },
    });
  }
});

test.each([
  [`${prefix}:domain/none`, 'domain', 'none'],
  [`${prefix}:domain/My_Domain`, 'domain', 'My_Domain'],
  ['arn:aws:codeartifact:us-west-2:123456789012:domain/my-domain', 'domain', 'my-domain'],
  [`${prefix}:repository/none/repo`, 'domain', 'none'],
  [`${prefix}:repository/my-domain/none`, 'repository', 'none'],
  ['arn:aws:codeartifact:eu-west-1:111122223333:domain/my-domain', 'domain', 'my-domain'],
  ['arn:aws:codeartifact:eu-west-1:111122223333:repository/my-domain/repo', 'repository', 'repo'],
])('TAG-18: what %s names is not there', (resourceArn, resourceType, resourceId) => {
  const made = anyWorld();
  made.call('CreateDomain', { domain: 'my-domain' }, { region: 'eu-west-1' });
  made.state = withFacts(made.state, [{ type: 'access', mode: 'off' }], context); // else it is IAM-42 that answers
  const members = { resourceType, resourceId };
  expect(made.refusal('TagResource', { resourceArn, tags: [tag('a')] })).toMatchObject({
    name: 'ResourceNotFoundException',
    members,
  });
  expect(made.refusal('UntagResource', { resourceArn, tagKeys: [] }).members).toEqual(members);
  expect(made.refusal('ListTagsForResource', { resourceArn }).members).toEqual(members);
});

test.each([
  ['%2A', '/%2A'],
  ['*', '/*'],
  ['npm/%2a', '/npm/*'],
  ['npm/%2A', '/npm/%2A'],
  ['nuget//a%b%24', '/nuget//a%b%24'],
  ['npm/', '/npm/'],
])('IAM-08, TAG-18, ERR-11: no package group has the ARN that ends with %s', (tail, resourceId) => {
  const resourceArn = `${groups}/${tail}`;
  for (const error of [
    anyWorld().refusal('TagResource', { resourceArn, tags: [tag('a')] }),
    anyWorld().refusal('UntagResource', { resourceArn, tagKeys: [] }),
    anyWorld().refusal('ListTagsForResource', { resourceArn }),
  ]) {
    expect(error.name).toBe('ResourceNotFoundException');
    expect(error.members).toEqual({ resourceId });
  }
});

test.each([
  ['us-west-2', 'none', 'domain', 'none'],
  ['eu-west-1', 'my-domain', undefined, '/*'],
])('TAG-18: in %s there is no package group of %s', (region, name, resourceType, resourceId) => {
  const resourceArn = `arn:aws:codeartifact:${region}:111122223333:package-group/${name}/%2a`;
  const { members } = anyWorld().refusal('TagResource', { resourceArn, tags: [tag('a')] });
  expect(members).toEqual(resourceType ? { resourceType, resourceId } : { resourceId });
});

test.each<[string, readonly Tag[], string]>([
  ['TAG-11: a key that is given twice', [tag('a', '1'), tag('a', '1')], "Tag key 'a' is given more than once."],
  ['TAG-06: a reserved key', [tag('ok'), tag('aws:a')], "Tag key 'aws:a' begins with the reserved prefix 'aws:'."],
  ['TAG-06: a reserved key', [tag('AwS:')], "Tag key 'AwS:' begins with the reserved prefix 'aws:'."],
])('%s is refused: %j', (_, tags, message) => {
  expect(anyWorld().refusal('TagResource', { resourceArn: arns[0]!, tags })).toMatchObject({
    name: 'ValidationException',
    message,
    members: { reason: 'FIELD_VALIDATION_FAILED' },
  });
});

test('TAG-06: a value may begin with the reserved prefix, and a key may contain it', () => {
  anyWorld().call('TagResource', { resourceArn: arns[0]!, tags: [tag('my-aws:', 'aws:x'), tag('aws')] });
});

test.each<[string, readonly Tag[], string]>([
  ['TAG-03: a tag without a value', [{ key: 'a' } as Tag], 'Member must not be null'],
  ['TAG-03: a tag without a key', [{ value: 'a' } as Tag], 'Member must not be null'],
  ['TAG-04: an empty key', [tag('')], 'length greater than or equal to 1'],
  ['TAG-04: a key of 129 characters', [tag('a'.repeat(129))], 'length less than or equal to 128'],
  ['TAG-04: a key with a control character', [tag('a\n')], 'pattern'],
  ['TAG-04: a value of 257 characters', [tag('a', 'a'.repeat(257))], 'length less than or equal to 256'],
  ['TAG-04: a value with a control character', [tag('a', 'a\u0000')], 'pattern'],
  [
    'TAG-09: a request with 201 tags',
    Array.from({ length: 201 }, (_, index) => tag(`k${index}`)),
    'Member must have length less than or equal to 200',
  ],
])('%s is refused', (_, tags, message) => {
  const error = anyWorld().refusal('TagResource', { resourceArn: arns[0]!, tags });
  expect(error).toMatchObject({ name: 'ValidationException', members: { reason: 'FIELD_VALIDATION_FAILED' } });
  expect(error.message).toContain(message);
});

test('TAG-03, TAG-04: a value may be empty, and lengths go up to 128 and 256', () => {
  const tags = [tag('😀'.repeat(128), 'a'.repeat(256)), tag('a', '')];
  const made = anyWorld();
  made.call('TagResource', { resourceArn: arns[0]!, tags });
  expect(made.call('ListTagsForResource', { resourceArn: arns[0]! }).tags).toHaveLength(2);
});

test('TAG-09: a request with 201 keys to remove is refused, one with 200 is not', () => {
  const tagKeys = Array.from({ length: 201 }, (_, index) => `k${index}`);
  const made = anyWorld();
  expect(made.refusal('UntagResource', { resourceArn: arns[0]!, tagKeys }).name).toBe('ValidationException');
  made.call('UntagResource', { resourceArn: arns[0]!, tagKeys: tagKeys.slice(1) });
});

test('TAG-14: the named keys are removed and no others', () => {
  const made = world();
  made.call('CreateDomain', { domain: 'my-domain', tags: [tag('a'), tag('b'), tag('c')] });
  made.call('UntagResource', { resourceArn: arns[0]!, tagKeys: ['a', 'c', 'd'] });
  expect(made.call('ListTagsForResource', { resourceArn: arns[0]! }).tags).toEqual([tag('b')]);
});
