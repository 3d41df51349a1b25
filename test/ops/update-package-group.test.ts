import { expect, test } from 'vitest';
import { domain, GroupWorld } from './package-groups-support';

const request = { ...domain, packageGroup: '/npm/*' };

test('GRP-03, GRP-22: the texts change, and nothing else', () => {
  for (const packageGroup of ['/npm/*', '/*']) {
    const made = new GroupWorld();
    made.groups({ '/npm/*': { PUBLISH: 'BLOCK' }, '/npm/space/*': {} });
    const before = made.group(packageGroup);
    const texts = { contactInfo: 'me', description: 'text' };
    const { packageGroup: after } = made.call('UpdatePackageGroup', { ...domain, packageGroup, ...texts });
    expect(after).toEqual({ ...before, ...texts });
    expect(made.group(packageGroup)).toEqual(after);
  }
});

test('GRP-23: a text that is left out stays, an empty one is cleared', () => {
  const made = new GroupWorld();
  made.call('CreatePackageGroup', { ...request, contactInfo: 'me', description: 'text' });
  const texts = (input: { contactInfo?: string; description?: string }) => {
    const { contactInfo, description } = made.call('UpdatePackageGroup', { ...request, ...input }).packageGroup!;
    return [contactInfo, description];
  };
  expect(texts({})).toEqual(['me', 'text']);
  expect(texts({ contactInfo: 'you' })).toEqual(['you', 'text']);
  expect(texts({ description: '' })).toEqual(['you', undefined]);
  expect(made.group('/npm/*')).not.toHaveProperty('description');
  expect(texts({ contactInfo: '', description: 'new' })).toEqual([undefined, 'new']);
});

test('API-40: the same call twice leaves the same state', () => {
  const made = new GroupWorld().create('/npm/*');
  for (const texts of [{ contactInfo: 'me', description: 'text' }, { contactInfo: '' }, { description: '' }, {}]) {
    made.call('UpdatePackageGroup', { ...request, ...texts });
    made.again('UpdatePackageGroup', { ...request, ...texts });
  }
});

test('GRP-08: there is no way to give a group another pattern', () => {
  const made = new GroupWorld().create('/npm/*');
  made.call('UpdatePackageGroup', { ...request, pattern: '/pypi/*', description: 'text' } as never); // ERR-38
  expect(made.patterns()).toEqual(['/*', '/npm/*']);
});
