import { expect, test } from 'vitest';
import { traverse } from '../support';
import { domain, GroupWorld } from './package-groups-support';

const paths = [
  '/npm//AsyncStorage',
  '/npm//asyncstorage',
  '/npm//react',
  '/npm/space/foo',
  '/npm/space/foo-bar',
  '/npm/space/food',
  '/pypi//requests',
];
function filled(): GroupWorld {
  const made = new GroupWorld('other');
  for (const path of paths) made.hold(path);
  return made;
}

test('GRP-121, GRP-122: a package is listed in its own group alone, and weak ones are marked', () => {
  const made = filled().create('/npm/*', '/npm/space/*', '/npm/space/foo~', '/npm//AsyncStorage$');
  expect(made.members('/npm/*')).toEqual(['/npm//react']);
  expect(made.members('/npm/space/*')).toEqual(['/npm/space/food']);
  expect(made.members('/npm/space/foo~')).toEqual(['/npm/space/foo', '/npm/space/foo-bar']);
  expect(made.members('/npm//AsyncStorage$')).toEqual(['/npm//AsyncStorage', '/npm//asyncstorage?']);
  expect(made.members('/*')).toEqual(['/pypi//requests']);
});

test('GRP-122: the members of an entry', () => {
  const made = filled().create('/npm/space/foo~');
  const { packages } = made.call('ListAssociatedPackages', { ...domain, packageGroup: '/npm/space/foo~' });
  const foo = { format: 'npm', namespace: 'space', associationType: 'STRONG' };
  expect(packages).toEqual([
    { ...foo, package: 'foo' },
    { ...foo, package: 'foo-bar' },
  ]);
  const [first] = made.call('ListAssociatedPackages', { ...domain, packageGroup: '/*' }).packages!;
  expect(first).toEqual({ format: 'npm', package: 'AsyncStorage', associationType: 'STRONG' });
});

test('GRP-123: packages of all repositories count, each once, also without versions', () => {
  const made = filled();
  for (const path of ['/npm//react', '/ruby//rails', '/cargo//serde']) made.hold(path, 'other');
  made.publish(made.of('/npm//vue', 'other'), '1.0.0');
  expect(made.members('/*')).toEqual(['/cargo//serde', ...[...paths, '/npm//vue'].sort(), '/ruby//rails'].sort());
  made.call('DeletePackage', made.of('/npm//react'));
  expect(made.members('/*')).toContain('/npm//react');
  made.call('DeletePackage', made.of('/npm//react', 'other'));
  expect(made.members('/*')).not.toContain('/npm//react');
});

test('GRP-126: packages are listed by format, namespace and name', () => {
  const made = new GroupWorld('other');
  for (const path of ['/npm/b/a', '/npm/a/b', '/npm//z', '/npm/a/B', '/npm/a-/a', '/maven/z/z'])
    made.hold(path, 'other');
  for (const path of ['/npm/a/a', '/pypi//a', '/npm//z']) made.hold(path);
  expect(made.members('/*')).toEqual([
    '/maven/z/z',
    '/npm//z',
    '/npm/a/B',
    '/npm/a/a',
    '/npm/a/b',
    '/npm/a-/a',
    '/npm/b/a',
    '/pypi//a',
  ]);
});

test.each(['/npm/space/*', '/npm//asyncstorage$', '/npm/*', '/pypi//requests$', '/generic/*'])(
  'GRP-124: the preview of %s is the list that its creation leads to, and creates nothing',
  (pattern) => {
    const made = filled().create('/npm/space/foo~', '/npm//AsyncStorage$');
    const { state } = made;
    const preview = made.members(pattern, true);
    expect(made.state).toBe(state);
    expect(made.patterns()).not.toContain(pattern);
    expect(made.create(pattern).members(pattern)).toEqual(preview);
    expect(made.members(pattern, true)).toEqual(preview);
    expect(made.members(pattern, false)).toEqual(preview);
  },
);

test('GRP-125, GRP-55: without preview the group must be there, and with it the pattern must be one', () => {
  const made = filled();
  const list = (packageGroup: string, preview?: boolean) =>
    made.refusal('ListAssociatedPackages', { ...domain, packageGroup, preview }).name;
  expect(list('/npm/*')).toBe('ResourceNotFoundException');
  expect(list('/npm/*', false)).toBe('ResourceNotFoundException');
  for (const preview of [true, false, undefined]) expect(list('/npm/space*', preview)).toBe('ValidationException');
});

test('API-31, API-34, API-36: pages of 100, over all repositories', () => {
  const made = new GroupWorld('other').create('/npm/*');
  for (let index = 0; index < 150; index++) made.hold(`/npm//p${1000 + index}`, index % 3 === 0 ? 'other' : 'my-repo');
  const request = { ...domain, packageGroup: '/npm/*' };
  const pages = traverse((nextToken) => made.call('ListAssociatedPackages', { ...request, nextToken }));
  expect(pages.map(({ packages }) => packages!.length)).toEqual([100, 50]);
  const names = pages.flatMap(({ packages }) => packages!.map((each) => `/npm//${each.package}`));
  expect(names).toEqual(made.members('/npm/*'));
  const { nextToken } = pages[0]!;
  for (const change of [{ packageGroup: '/*' }, { preview: true }]) {
    expect(made.refusal('ListAssociatedPackages', { ...request, ...change, nextToken }).name).toBe(
      'ValidationException',
    );
  }
});

test('DOM-41: packages of a domain whose key is lost are not listed', () => {
  const made = filled();
  const { encryptionKey } = made.call('DescribeDomain', domain).domain!;
  made.learn({
    type: 'encryption key',
    arn: encryptionKey!,
    aliases: [],
    state: 'Enabled',
    kind: 'symmetric',
    accessible: false,
  });
  const error = made.refusal('ListAssociatedPackages', { ...domain, packageGroup: '/*' });
  expect(error.members.reason).toBe('ENCRYPTION_KEY_ERROR');
  expect(made.patterns()).toEqual(['/*']);
});
