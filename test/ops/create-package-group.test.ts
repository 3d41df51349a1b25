import { describe, expect, test } from 'vitest';
import { initialState } from '../../src/model/initial-state';
import { context, otherAccount, world } from '../support';
import { domain, GroupWorld, inheritsAll, reference, types } from './package-groups-support';

const root = reference('/*');
const bare = (pattern: string) => ({
  ...reference(pattern),
  domainName: 'my-domain',
  domainOwner: '111122223333',
  createdTime: new Date('2026-09-01T00:00:00Z'),
  originConfiguration: inheritsAll(root),
  parent: root,
});

test('GRP-01, GRP-02, GRP-18: a new domain has the root group alone, which is open and has no parent', () => {
  const made = new GroupWorld();
  expect(made.patterns()).toEqual(['/*']);
  const open = { mode: 'ALLOW', effectiveMode: 'ALLOW', repositoriesCount: 0 };
  expect(made.group('/*')).toEqual({
    ...root,
    domainName: 'my-domain',
    domainOwner: '111122223333',
    createdTime: new Date('2026-09-01T00:00:00Z'),
    originConfiguration: { restrictions: Object.fromEntries(types.map((type) => [type, open])) },
  });
});

test('GRP-07, GRP-18, GRP-85, GRP-86, GRP-94: a new group inherits everything', () => {
  const made = new GroupWorld();
  const { packageGroup } = made.call('CreatePackageGroup', { ...domain, packageGroup: '/npm/*' });
  expect(packageGroup).toEqual(bare('/npm/*'));
  expect(made.group('/npm/*')).toEqual(packageGroup);
});

test('GRP-18: texts and tags are given at creation; an empty text is none', () => {
  const made = new GroupWorld();
  const tags = [
    { key: 'b', value: '2' },
    { key: 'a', value: '1' },
  ];
  const texts = { contactInfo: 'me@example.com', description: 'Everything of npm' };
  const { packageGroup } = made.call('CreatePackageGroup', { ...domain, packageGroup: '/npm/*', ...texts, tags });
  expect(packageGroup).toEqual({ ...bare('/npm/*'), ...texts });
  const { arn } = reference('/npm/*');
  expect(made.call('ListTagsForResource', { resourceArn: arn }).tags).toEqual([tags[1], tags[0]]); // TAG-02
  const empty = { packageGroup: '/pypi/*', contactInfo: '', description: '' };
  expect(made.call('CreatePackageGroup', { ...domain, ...empty }).packageGroup).toEqual(bare('/pypi/*'));
});

describe('GRP-09, ERR-11: a pattern that exists', () => {
  test.each(['/*', '/npm/*'])('%s', (packageGroup) => {
    const made = new GroupWorld().create('/npm/*');
    const error = made.refusal('CreatePackageGroup', { ...domain, packageGroup });
    expect(error).toMatchObject({ name: 'ConflictException', status: 409 });
    expect(error.members).toEqual({ resourceId: packageGroup });
    expect(error.message).toBe(
      `Package group already exists. Package group '${packageGroup}' in domain 'my-domain' owned by account ` +
        "'111122223333' already exists.",
    );
  });
});

test.each([
  ['GRP-10: patterns that differ in case', ['/npm//AsyncStorage$', '/npm//asyncStorage$', '/npm//asyncstorage$']],
  ['GRP-11: weak variants of each other', ['/npm//my-pkg$', '/npm//my.pkg$']],
  ['GRP-49: both patterns of all Python packages', ['/pypi/*', '/pypi//*']],
  [
    'GRP-35, GRP-36, GRP-40, GRP-44, GRP-50, GRP-52: one of each kind',
    [
      '/npm/*',
      '/maven/com.anycompany~',
      '/npm/space/*',
      '/npm/space/anycompany-ui~',
      '/maven/org.apache.logging.log4j/log4j-core$',
      '/npm/space/foo-*',
      '/npm//*',
      '/npm//a~b$',
      '/nuget//newtonsoft.json$',
      '/pypi//requests$',
    ],
  ],
])('%s are created beside each other', (_, patterns) => {
  expect(new GroupWorld().create(...patterns).patterns()).toEqual(['/*', ...patterns].sort());
});

test('GRP-32, GRP-10: groups are those of one domain', () => {
  const made = new GroupWorld();
  made.call('CreateDomain', { domain: 'other' });
  made.create('/npm/*');
  expect(made.patterns({ domain: 'other' })).toEqual(['/*']);
  made.call('CreatePackageGroup', { domain: 'other', packageGroup: '/npm/*' });
  made.call('DeletePackageGroup', { ...domain, packageGroup: '/npm/*' });
  expect(made.patterns({ domain: 'other' })).toEqual(['/*', '/npm/*']);
});

test('GRP-84: a group that is created between two others becomes the parent of the lower one', () => {
  const made = new GroupWorld().create('/npm/space/*');
  expect(made.group('/npm/space/*').parent).toEqual(reference('/*'));
  made.create('/npm/*');
  expect(made.group('/npm/space/*').parent).toEqual(reference('/npm/*'));
});

describe('IAM-06, IAM-07: the ARN', () => {
  test.each([
    ['/*', '/%2a'],
    ['/npm/*', '/npm/%2a'],
    ['/npm/scope/anycompany~', '/npm/scope/anycompany~'],
    ['/nuget//alpha$', '/nuget//alpha%24'],
    ['/nuget//alpha%beta%gamma~', '/nuget//alpha%25beta%25gamma~'],
    ['/npm/@é/ü$', '/npm/@é/ü%24'],
  ])('of %s ends with %s', (pattern, tail) => {
    const made = new GroupWorld();
    if (pattern !== '/*') made.create(pattern);
    expect(made.group(pattern).arn).toBe(reference(pattern, tail).arn);
  });
});

describe('what is refused', () => {
  test.each([
    ['GRP-38', '/npm/space/foo-~'],
    ['GRP-41', '/npm/space/foo*'],
    ['GRP-42', '/npm/space$'],
    ['GRP-45', '/nuget/ns/*'],
    ['GRP-46', '/cargo/ns/*'],
    ['GRP-47', '/maven//log4j$'],
    ['GRP-48', '/maven//*'],
    ['GRP-51', '/nuget//Newtonsoft.Json$'],
    ['GRP-52', '/npm/*/foo$'],
    ['GRP-53', '/npm/a/b/c$'],
    ['GRP-36', '/python//requests$'],
    ['GRP-34', '/npm'],
    ['GRP-34', '/'],
    ['GRP-54', '/npm/my space/*'],
    ['GRP-54', `/npm/${'a'.repeat(255)}/${'b'.repeat(270)}$`],
  ])('GRP-54, ERR-30: %s: %s', (_, packageGroup) => {
    expect(new GroupWorld().refusal('CreatePackageGroup', { ...domain, packageGroup })).toMatchObject({
      name: 'ValidationException',
      status: 400,
      members: { reason: 'FIELD_VALIDATION_FAILED' },
    });
  });

  test('ERR-43: a group in a domain that is not there', () => {
    expect(new GroupWorld().refusal('CreatePackageGroup', { domain: 'none', packageGroup: '/npm/*' })).toMatchObject({
      name: 'ResourceNotFoundException',
      members: { resourceType: 'domain', resourceId: 'none' },
    });
  });

  test('TAG-06, TAG-08, TAG-11: tags that cannot be', () => {
    const made = new GroupWorld();
    const create = (tags: { key: string; value: string }[]) =>
      made.refusal('CreatePackageGroup', { ...domain, packageGroup: '/npm/*', tags });
    expect(create([{ key: 'aws:a', value: '' }]).name).toBe('ValidationException');
    const same = { key: 'a', value: '' };
    expect(create([same, same]).name).toBe('ValidationException');
    const many = Array.from({ length: 51 }, (_, index) => ({ key: `k${index}`, value: '' }));
    expect(create(many)).toMatchObject({ name: 'ServiceQuotaExceededException' });
    expect(create(many).members).toEqual({ resourceId: '/npm/*' }); // ERR-11
  });
});

describe('QUO-37: the quota of groups in a domain', () => {
  const patterns = ['/npm/*', '/pypi/*', '/ruby/*'];
  const fill = (state: ReturnType<typeof initialState>) => {
    const made = world(state);
    made.call('CreateDomain', domain);
    return made;
  };

  test('there is none by default', () => {
    const made = fill(initialState());
    for (const packageGroup of patterns) made.call('CreatePackageGroup', { ...domain, packageGroup });
  });

  test('with 2 the third group is refused, the root being the first', () => {
    const made = fill(initialState({ quotas: { packageGroupsPerDomain: 2 } }));
    made.call('CreatePackageGroup', { ...domain, packageGroup: '/npm/*' });
    const error = made.refusal('CreatePackageGroup', { ...domain, packageGroup: '/pypi/*' });
    expect(error).toMatchObject({ name: 'ServiceQuotaExceededException', status: 402 });
    expect(error.members).toEqual({ resourceId: '/pypi/*' }); // ERR-11
    made.call('DeletePackageGroup', { ...domain, packageGroup: '/npm/*' });
    made.call('CreatePackageGroup', { ...domain, packageGroup: '/pypi/*' });
  });

  test('an account in a Region may have another (QUO-31)', () => {
    const made = fill(initialState({ quotas: { packageGroupsPerDomain: 1 } }));
    const { quotas, settings } = made.state;
    const own = Object.freeze({ ...settings.quotas, packageGroupsPerDomain: 2 });
    made.state = Object.freeze({ ...made.state, quotas: quotas.with(`${context.region}\0${context.account}`, own) });
    made.call('CreatePackageGroup', { ...domain, packageGroup: '/npm/*' });
    made.call('CreateDomain', domain, { account: otherAccount });
    const elsewhere = { ...domain, packageGroup: '/npm/*' };
    expect(made.refusal('CreatePackageGroup', elsewhere, { account: otherAccount }).status).toBe(402);
  });
});
