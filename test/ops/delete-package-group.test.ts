import { expect, test } from 'vitest';
import { domain, GroupWorld, reference } from './package-groups-support';

const request = { ...domain, packageGroup: '/npm/*' };

test('GRP-24: the answer is the group as it was', () => {
  const made = new GroupWorld().groups({ '/npm/*': { PUBLISH: ['my-repo'] }, '/npm/space/*': {} });
  const before = made.group('/npm/*');
  expect(made.call('DeletePackageGroup', request)).toEqual({ packageGroup: before });
  expect(made.patterns()).toEqual(['/*', '/npm/space/*']);
});

test('GRP-25, GRP-27: its packages stay, and move to the next group', () => {
  const made = new GroupWorld().create('/npm/*', '/npm//react$');
  made.publish(made.of('/npm//react'), '1.0.0');
  const packages = made.call('ListPackages', { ...domain, repository: 'my-repo' });
  expect(made.associated('/npm//react')).toBe('/npm//react$ STRONG');
  made.call('DeletePackageGroup', { ...domain, packageGroup: '/npm//react$' });
  expect(made.associated('/npm//react')).toBe('/npm/* STRONG');
  expect(made.members('/npm/*')).toEqual(['/npm//react']);
  made.call('DeletePackageGroup', request);
  expect(made.associated('/npm//react')).toBe('/* STRONG');
  expect(made.call('ListPackages', { ...domain, repository: 'my-repo' })).toEqual(packages);
  expect(made.statuses(made.of('/npm//react'))).toEqual({ '1.0.0': 'Published' });
});

test('GRP-26: its children become those of its parent, and inherit from there', () => {
  const made = new GroupWorld().groups({
    '/npm/*': { PUBLISH: 'BLOCK' },
    '/npm/space/*': {},
    '/npm/space/foo~': {},
    '/npm/other/*': {},
  });
  made.call('DeletePackageGroup', request);
  for (const pattern of ['/npm/space/*', '/npm/other/*']) {
    expect(made.group(pattern).parent).toEqual(reference('/*'));
    expect(made.restriction(pattern, 'PUBLISH')).toBe('INHERIT, effective ALLOW, from /*');
  }
  expect(made.group('/npm/space/foo~').parent).toEqual(reference('/npm/space/*'));
});

test('GRP-28, TAG-19: a group of the same pattern starts fresh', () => {
  const made = new GroupWorld().groups({ '/npm/*': { PUBLISH: ['my-repo'], INTERNAL_UPSTREAM: 'BLOCK' } });
  const { arn } = reference('/npm/*');
  made.call('TagResource', { resourceArn: arn, tags: [{ key: 'a', value: '' }] });
  made.call('UpdatePackageGroup', { ...request, description: 'text' });
  made.call('DeletePackageGroup', request);
  expect(made.refusal('ListTagsForResource', { resourceArn: arn }).name).toBe('ResourceNotFoundException');
  made.now += 1000;
  made.create('/npm/*');
  expect(made.allowed('/npm/*', 'PUBLISH')).toEqual([]);
  expect(made.restriction('/npm/*', 'INTERNAL_UPSTREAM')).toBe('INHERIT, effective ALLOW, from /*');
  expect(made.group('/npm/*')).not.toHaveProperty('description');
  expect(made.group('/npm/*').createdTime).toEqual(new Date(made.now));
  expect(made.call('ListTagsForResource', { resourceArn: arn }).tags).toEqual([]);
});

test('GRP-04, ERR-30: the root group is not deleted', () => {
  const made = new GroupWorld();
  expect(made.refusal('DeletePackageGroup', { ...domain, packageGroup: '/*' })).toMatchObject({
    name: 'ValidationException',
    members: { reason: 'OTHER' },
  });
  expect(made.patterns()).toEqual(['/*']);
});

test.each(['/npm/*', 'x', '', '/npm/my space/*', 'a'.repeat(1000), '/'])(
  'GRP-29, GRP-30: %s, which is not there, is deleted with an empty answer',
  (packageGroup) => {
    const made = new GroupWorld();
    const before = made.state;
    expect(made.call('DeletePackageGroup', { ...domain, packageGroup })).toEqual({});
    expect(made.state).toBe(before);
  },
);

test('API-40, GRP-30: the same call twice leaves the same state', () => {
  const made = new GroupWorld().create('/npm/*');
  made.call('DeletePackageGroup', request);
  made.again('DeletePackageGroup', request);
});

test('ERR-43: a domain that is not there is refused', () => {
  expect(new GroupWorld().refusal('DeletePackageGroup', { ...request, domain: 'none' }).members).toEqual({
    resourceType: 'domain',
    resourceId: 'none',
  });
});
