import { expect, test } from 'vitest';
import { maven } from '../../src/formats/maven';

test.each(['Hoxton.SR12', '1.0-SNAPSHOT', '1', 'latest', 'a_b', '1..0', '-', '版本', '1.0+é', 'x'.repeat(255)])(
  'MVN-04: %s is a version',
  (version) => {
    expect(maven.versionFault(version)).toBeUndefined();
    expect(maven.normalizeVersion(version)).toBe(version);
    expect(maven.versionIdentity(version)).toBe(version);
  },
);

test.each(['', 'a b', 'a/b', 'a#b', '1.0\n', 'x'.repeat(256)])(
  'MVN-04: %j breaks the pattern of the model',
  (version) => {
    expect(maven.versionFault(version)?.id).toBe('API-433');
  },
);

test('MVN-05: assets need not follow the naming scheme of Maven', () => {
  for (const asset of ['x.txt', 'my-app-1.0.jar', 'a=b:c.jar', 'maven-metadata.xml']) {
    expect(maven.assetFault(asset)).toBeUndefined();
  }
  expect(maven.assetName).toBeUndefined();
});

test('VER-10: without the name of the POM the artifactId is displayed', () => {
  const coordinates = { format: 'maven', namespace: 'org.apache.commons', package: 'commons-rng-client-api' } as const;
  expect(maven.displayName(coordinates)).toBe('commons-rng-client-api');
});
