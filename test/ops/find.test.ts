import { expect, test } from 'vitest';
import type { Input, OperationName } from '../../src/api/types';
import { PackageWorld, packages } from './packages-support';

const { npm, generic } = packages;
const gone = { ...npm, package: 'gone' };
const tarball = { ...generic, packageVersion: '1.0.0', asset: 'gone.txt' };

/** A world in which `lodash` and a generic version are, and nothing else. */
function newWorld(): PackageWorld {
  const world = new PackageWorld();
  world.publish(npm, '1.0.0');
  world.publish(generic, '1.0.0', { assets: { 'a.txt': 'a' } });
  return world;
}

const group = { domain: 'my-domain', packageGroup: '/npm/gone/*' };

const rows: readonly (readonly [OperationName, object, string | undefined, string])[] = [
  ['DescribeDomain', { domain: 'gone' }, 'domain', 'gone'],
  ['DescribeRepository', { domain: 'my-domain', repository: 'gone' }, 'repository', 'gone'],
  ['DescribePackage', gone, 'package', 'gone'],
  ['DescribePackageVersion', { ...npm, packageVersion: '9.0.0' }, 'package-version', '9.0.0'],
  ['GetPackageVersionAsset', tarball, 'asset', 'gone.txt'],
  ['CreateDomain', { domain: 'my-domain' }, 'domain', 'my-domain'],
  ['CreateRepository', { domain: 'my-domain', repository: 'my-repo' }, 'repository', 'my-repo'],
  ['DescribePackageGroup', group, undefined, '/npm/gone/*'],
];

test.each(rows)('ERR-10, ERR-11: %s %j names the thing: %s %s', (name, input, resourceType, resourceId) => {
  const error = newWorld().refusal(name, input as Input<typeof name>);
  expect(error.members).toEqual(resourceType === undefined ? { resourceId } : { resourceId, resourceType });
});
