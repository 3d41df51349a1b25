import { expect, test } from 'vitest';
import { PackageWorld, packages } from './packages-support';

const readme = '# My package\n\n<b>bold</b> & `code`\n';

test.each(['npm', 'pypi', 'nuget'] as const)('LST-63, VER-30: the readme of %s with its markup', (format) => {
  const made = new PackageWorld();
  const of = packages[format];
  made.publish(of, '1.0.0', { metadata: { readme } });
  expect(made.call('GetPackageVersionReadme', { ...of, packageVersion: '1.0.0' })).toEqual({
    format,
    package: of.package,
    version: '1.0.0',
    versionRevision: made.describe(of, '1.0.0').revision,
    readme,
  });
});

test('LST-63: the namespace is in the answer', () => {
  const made = new PackageWorld();
  const of = { ...packages.npm, namespace: 'types' };
  made.publish(of, '1.0.0', { metadata: { readme: '' } });
  const answer = made.call('GetPackageVersionReadme', { ...of, packageVersion: '1.0.0' });
  expect(answer).toMatchObject({ namespace: 'types', readme: '' });
});

test('LST-65: a version without is refused', () => {
  const made = new PackageWorld();
  made.publish(packages.npm, '1.0.0');
  expect(made.refusal('GetPackageVersionReadme', { ...packages.npm, packageVersion: '1.0.0' })).toMatchObject({
    name: 'ResourceNotFoundException',
    members: { resourceType: 'package-version', resourceId: '1.0.0' },
  });
});

test.each(['maven', 'generic', 'ruby', 'swift', 'cargo'] as const)(
  'API-502, PUB-46: format %s is refused',
  (format) => {
    const made = new PackageWorld();
    made.publish(packages[format], '1.0.0', { metadata: { readme } });
    const error = made.refusal('GetPackageVersionReadme', { ...packages[format], packageVersion: '1.0.0' });
    expect(error.name).toBe('ValidationException');
  },
);

test.each([
  [{ package: 'none' }, 'package', 'none'],
  [{ packageVersion: 'none' }, 'package-version', 'none'],
])('ERR-45, ERR-57: %j is not there', (changes, resourceType, resourceId) => {
  const made = new PackageWorld();
  made.publish(packages.npm, '1.0.0', { metadata: { readme } });
  const error = made.refusal('GetPackageVersionReadme', { ...packages.npm, packageVersion: '1.0.0', ...changes });
  expect(error).toMatchObject({ name: 'ResourceNotFoundException', members: { resourceType, resourceId } });
});
