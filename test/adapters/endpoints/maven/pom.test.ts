import { describe, expect, test } from 'vitest';
import { pomMetadata } from '../../../../src/adapters/endpoints/maven/pom';
import { app, appPath, MavenEndpoint } from './maven-support';

const pom = (inner: string) =>
  `<?xml version="1.0"?><m:project xmlns:m="urn:pom"><modelVersion>4.0.0</modelVersion>${inner}</m:project>`;
const read = (inner: string) => pomMetadata(new TextEncoder().encode(pom(inner)));
const dependency = (name: string, more = '') =>
  `<dependency><groupId>org.x</groupId><artifactId>${name}</artifactId>${more}</dependency>`;

const scopes = ['compile', 'runtime', 'test', 'system', 'provided'];

const whole = pom(`
  <parent><groupId>org.apache.commons</groupId><artifactId>commons-parent</artifactId><version>47</version></parent>
  <artifactId>my-app</artifactId><version>1.0</version>
  <name>Apache Commons RNG Client API</name>
  <description>
    API for client code that uses random numbers generators.
  </description>
  <url>https://commons.apache.org/rng</url>
  <scm><connection>scm:git:x</connection><url>https://git.example.com/rng</url></scm>
  <licenses>
    <license><name>Apache-2.0</name><url>https://www.apache.org/licenses/LICENSE-2.0.txt</url></license>
    <license><name>MIT</name></license>
  </licenses>
  <dependencyManagement>
    <dependencies>${dependency('managed', '<version>1</version>')}</dependencies>
  </dependencyManagement>
  <dependencies>
    ${dependency('plain', '<version>1.1</version>')}
    ${scopes.map((scope) => dependency(scope, `<version>2</version><scope>${scope}</scope>`)).join('')}
    ${dependency('optional', '<version>3</version><scope>test</scope><optional>true</optional>')}
    ${dependency('unversioned')}
  </dependencies>`);

test('MVN-73, MVN-74, MVN-76, MVN-77, VER-10: what the API tells of a version after its POM came', async () => {
  const endpoint = new MavenEndpoint();
  await endpoint.deploy('1.0', { pom: whole });
  expect(endpoint.describe(app, '1.0')).toMatchObject({
    displayName: 'Apache Commons RNG Client API',
    summary: 'API for client code that uses random numbers generators.',
    homePage: 'https://commons.apache.org/rng',
    sourceCodeRepository: 'https://git.example.com/rng',
    licenses: [{ name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0.txt' }, { name: 'MIT' }],
  });
  const at = { domain: 'my-domain', repository: 'team', format: 'maven' as const, ...app, packageVersion: '1.0' };
  const result = endpoint.simulator.execute('ListPackageVersionDependencies', at);
  const found = result.ok ? result.output.dependencies! : [];
  expect(found.map((each) => [each.namespace, each.package, each.dependencyType, each.versionRequirement])).toEqual([
    ['org.apache.commons', 'commons-parent', 'parent', '47'],
    ['org.x', 'plain', 'compile', '1.1'],
    ...scopes.map((scope) => ['org.x', scope, scope, '2']),
    ['org.x', 'optional', 'optional', '3'],
    ['org.x', 'unversioned', 'compile', undefined],
  ]);
});

test('MVN-75: nothing is taken from the parent', async () => {
  const endpoint = new MavenEndpoint();
  const parent = pom('<licenses><license><name>MIT</name></license></licenses><name>Parent</name>');
  await endpoint.put('org/x/parent/1/parent-1.pom', parent);
  await endpoint.deploy('1.0', {
    pom: pom('<parent><groupId>org.x</groupId><artifactId>parent</artifactId><version>1</version></parent>'),
  });
  expect(endpoint.describe(app, '1.0')).toMatchObject({ licenses: [], displayName: 'my-app' });
});

describe('MVN-77: the text of <version>', () => {
  test.each([
    [`\${project.version}`, '1.0'],
    [`\${pom.version}`, '1.0'],
    [`[\${project.version},)`, '[1.0,)'],
    [`\${other}`, '2.0'],
    [`\${nested.one}`, '<1.0>'],
    [`\${unknown}`, `\${unknown}`],
    [`\${self}`, `\${self}`],
    [`\${env.HOME}`, `\${env.HOME}`],
    [`\${__proto__}`, `\${__proto__}`],
    [`\${toString}`, `\${toString}`],
    [`\${}`, `\${}`],
    ['[1.0,2.0)', '[1.0,2.0)'],
  ])('%s is %s', (written, shown) => {
    const nested = `<nested.one>&lt;\${nested.two}&gt;</nested.one><nested.two>\${project.version}</nested.two>`;
    const properties = `<properties><other>2.0</other>${nested}<self>\${self}</self></properties>`;
    const dependencies = dependency('a', `<version>${written}</version>`);
    const inner = `<version>1.0</version>${properties}<dependencies>${dependencies}</dependencies>`;
    expect(read(inner)!.dependencies![0]!.versionRequirement).toBe(shown);
  });

  test('version and groupId may stand in the coordinates of the parent alone', () => {
    const inner = `<parent><groupId>g</groupId><artifactId>p</artifactId><version>7</version></parent><dependencies>
      <dependency><groupId>\${project.groupId}</groupId><artifactId>a</artifactId>
      <version>\${project.version}</version></dependency></dependencies>`;
    expect(read(inner)!.dependencies![1]).toMatchObject({ namespace: 'g', versionRequirement: '7' });
  });

  test('properties within properties do not grow without bound', () => {
    const properties = Array.from({ length: 12 }, (_, n) => `<p${n}>${`\${p${n + 1}}`.repeat(100)}</p${n}>`).join('');
    const dependencies = dependency('a', `<version>\${p0}</version>`);
    const inner = `<properties>${properties}</properties><dependencies>${dependencies}</dependencies>`;
    expect(read(inner)!.dependencies![0]!.versionRequirement!.length).toBeLessThan(5_000_000);
  });
});

describe('a POM that cannot be read', () => {
  test.each([
    ['nothing', ''],
    ['no XML', 'PK\u0003\u0004\u0000'],
    ['another root', '<html/>'],
    ['not closed', '<project><name>x</name>'],
    ['a text', '<project>x</project>'],
    ['a DOCTYPE', `<!DOCTYPE project [<!ENTITY lol "lol">]>${pom('<name>&lol;</name>')}`],
    ['too deep', '<project>'.repeat(5000)],
  ])('MVN-73: %s: it is an asset, of which nothing is known', async (_, text) => {
    const endpoint = new MavenEndpoint();
    await endpoint.deploy('1.0', { pom: text });
    expect(endpoint.describe(app, '1.0')).toMatchObject({ status: 'Published', displayName: 'my-app' });
    expect(await endpoint.text(`${appPath}/1.0/my-app-1.0.pom`)).toBe(text);
  });
});
