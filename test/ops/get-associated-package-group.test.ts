import { expect, test } from 'vitest';
import { domain, GroupWorld } from './package-groups-support';
import { allFormats, packages } from './packages-support';

test('GRP-78: the package need not be there; the group is shown as it is described', () => {
  const made = new GroupWorld().groups({ '/npm/*': {}, '/npm/space/*': { PUBLISH: 'BLOCK' } });
  const input = { ...domain, format: 'npm', namespace: 'space', package: 'nobody-has-it' } as const;
  const answer = { packageGroup: made.group('/npm/space/*'), associationType: 'STRONG' };
  expect(made.call('GetAssociatedPackageGroup', input)).toEqual(answer);
});

test.each(allFormats)('GRP-80: a %s package always has a group, at least the root', (format) => {
  const { repository: _, ...of } = packages[format];
  const answer = new GroupWorld().call('GetAssociatedPackageGroup', of);
  expect([answer.packageGroup!.pattern, answer.associationType]).toEqual(['/*', 'STRONG']);
});

test.each([
  ['/nuget//Newtonsoft.Json', '/nuget//newtonsoft.json$ WEAK'],
  ['/nuget//newtonsoft.json', '/nuget//newtonsoft.json$ STRONG'],
  ['/pypi//My_Pkg', '/pypi//my-pkg$ WEAK'],
  ['/pypi//my-pkg', '/pypi//my-pkg$ STRONG'],
  ['/swift/MyScope/lib', '/swift/myscope/* WEAK'],
])('GRP-79, GRP-62: %s is taken as it is given, and belongs to %s', (path, expected) => {
  const made = new GroupWorld().create('/nuget//newtonsoft.json$', '/pypi//my-pkg$', '/swift/myscope/*');
  expect(made.associated(path)).toBe(expected);
});

test.each([
  ['PKG-12', { format: 'maven', package: 'p' }],
  ['PKG-14', { format: 'pypi', namespace: 'n', package: 'p' }],
] as const)('%s: %j is refused', (_, of) => {
  const error = new GroupWorld().refusal('GetAssociatedPackageGroup', { ...domain, ...of });
  expect(error.name).toBe('ValidationException');
});

test('ERR-43: a domain that is not there is refused', () => {
  const input = { domain: 'none', format: 'npm', package: 'p' } as const;
  expect(new GroupWorld().refusal('GetAssociatedPackageGroup', input).members.resourceId).toBe('none');
});
