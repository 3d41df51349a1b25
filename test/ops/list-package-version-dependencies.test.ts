import { expect, test } from 'vitest';
import type { PackageDependency } from '../../src/api/types';
import { traverse } from '../support';
import { PackageWorld, packages } from './packages-support';

const of = { ...packages.npm, namespace: 'webassemblyjs', package: 'ast' };
const asked = { ...of, packageVersion: '1.8.5' };
const dependency = (name: string, dependencyType = 'regular'): PackageDependency => ({
  package: name,
  dependencyType,
  versionRequirement: '1.8.5',
});

test('LST-53, VER-30: the dependencies that the version itself names', () => {
  const made = new PackageWorld();
  const dependencies = [{ ...dependency('helper-module-context'), namespace: 'webassemblyjs' }, dependency('mamacro')];
  made.publish({ ...of, package: 'helper-module-context' }, '1.8.5', { metadata: { dependencies: [dependency('x')] } });
  made.publish(of, '1.8.5', { metadata: { dependencies } });
  expect(made.call('ListPackageVersionDependencies', asked)).toEqual({
    format: 'npm',
    namespace: 'webassemblyjs',
    package: 'ast',
    version: '1.8.5',
    versionRevision: made.describe(of, '1.8.5').revision,
    dependencies,
  });
});

test('LST-61: in the order of the manifest', () => {
  const made = new PackageWorld();
  const dependencies = [dependency('z'), dependency('a'), dependency('m', 'dev'), dependency('b', 'peer')];
  made.publish(of, '1.8.5', { metadata: { dependencies } });
  expect(made.call('ListPackageVersionDependencies', asked).dependencies).toEqual(dependencies);
});

test.each(['Unlisted', 'Archived', 'Disposed'] as const)('LST-62: also of a version that is %s', (status) => {
  const made = new PackageWorld();
  made.publish(of, '1.8.5', { metadata: { dependencies: [dependency('mamacro')] } });
  made.setStatus(of, '1.8.5', status);
  expect(made.call('ListPackageVersionDependencies', asked).dependencies).toEqual([dependency('mamacro')]);
});

test('API-38: a version that names none has none', () => {
  const made = new PackageWorld();
  made.publish(of, '1.8.5');
  const answer = made.call('ListPackageVersionDependencies', asked);
  expect(answer.dependencies).toEqual([]);
  expect(answer).not.toHaveProperty('nextToken');
});

test('API-32, API-34, API-37: pages of 1,000 follow each other', () => {
  const made = new PackageWorld();
  const dependencies = Array.from({ length: 2000 }, (_, index) => dependency(`d${index}`));
  made.publish(of, '1.8.5', { metadata: { dependencies } });
  const pages = traverse((nextToken) => made.call('ListPackageVersionDependencies', { ...asked, nextToken }));
  expect(pages.map((page) => page.dependencies!.length)).toEqual([1000, 1000]);
  expect(pages.flatMap((page) => page.dependencies)).toEqual(dependencies);
  const small = { ...asked, maxResults: 1 };
  expect(made.call('ListPackageVersionDependencies', small).dependencies).toHaveLength(1000);
});

test.each(['pypi', 'maven', 'nuget'] as const)('LST-53: %s versions have them too', (format) => {
  const made = new PackageWorld();
  made.publish(packages[format], '1.0', { metadata: { dependencies: [dependency('x')] } });
  const answer = made.call('ListPackageVersionDependencies', { ...packages[format], packageVersion: '1.0' });
  expect(answer.dependencies).toEqual([dependency('x')]);
});

test.each(['generic', 'ruby', 'swift', 'cargo'] as const)('API-501, PUB-46: format %s is refused', (format) => {
  const made = new PackageWorld();
  made.publish(packages[format], '1.0.0');
  const error = made.refusal('ListPackageVersionDependencies', { ...packages[format], packageVersion: '1.0.0' });
  expect(error.name).toBe('ValidationException');
});

test.each([
  [{ package: 'none' }, 'package', 'none'],
  [{ packageVersion: 'none' }, 'package-version', 'none'],
])('ERR-45, ERR-57: %j is not there', (changes, resourceType, resourceId) => {
  const made = new PackageWorld();
  made.publish(of, '1.8.5');
  const error = made.refusal('ListPackageVersionDependencies', { ...asked, ...changes });
  expect(error).toMatchObject({ name: 'ResourceNotFoundException', members: { resourceType, resourceId } });
});
