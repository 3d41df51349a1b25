import { describe, expect, test } from 'vitest';
import { readNuspec } from '../../../../src/adapters/endpoints/nuget/nuspec';
import { BrokenXml } from '../../../../src/adapters/endpoints/xml';
import { Endpoint } from '../support';
import { nuspecOf, push } from './packages';

const readMore = (more: string) => readNuspec(nuspecOf({ id: 'Acme.Tool', version: '1.0.0', more })).metadata;

describe('metadata of a .nuspec', () => {
  test.each([
    ['<summary>Short.</summary>', 'Short.'],
    ['<summary></summary>', 'About Acme.Tool.'],
    ['', 'About Acme.Tool.'],
  ])('NUG-46: the summary of %j is %j', (more, summary) => {
    expect(readMore(more).summary).toBe(summary);
  });

  test('NUG-47, NUG-48: the home page and the repository', () => {
    const more = '<projectUrl>https://a.example</projectUrl><repository type="git" url="https://b.example/r.git"/>';
    expect(readMore(more)).toMatchObject({
      homePage: 'https://a.example',
      sourceCodeRepository: 'https://b.example/r.git',
    });
    expect(readMore('')).not.toHaveProperty('homePage');
  });

  test.each([
    ['<license type="expression">MIT OR Apache-2.0</license>', [{ name: 'MIT OR Apache-2.0' }]],
    ['<licenseUrl>https://a.example/l</licenseUrl>', [{ url: 'https://a.example/l' }]],
    [
      '<license type="expression">MIT</license><licenseUrl>https://a.example/l</licenseUrl>',
      [{ name: 'MIT', url: 'https://a.example/l' }],
    ],
    ['<license type="file">LICENSE.txt</license>', undefined],
    ['', undefined],
  ])('NUG-49: the licences of %s', (more, licenses) => {
    expect(readMore(more).licenses).toEqual(licenses);
  });

  test('NUG-50, LST-61: the dependencies of all groups, each pair once and without type', () => {
    const more = `<dependencies>
      <group targetFramework="net472"><dependency id="A" version="1.0" exclude="Build"/>
      <dependency id="B" version="[2.0,3.0)"/></group>
      <group targetFramework="net8.0"><dependency id="A" version="1.0"/><dependency id="A" version="1.1"/>
      <dependency id="C"/></group>
      <group targetFramework="netstandard2.0"/></dependencies>`;
    expect(readMore(more).dependencies).toEqual([
      { package: 'A', versionRequirement: '1.0' },
      { package: 'B', versionRequirement: '[2.0,3.0)' },
      { package: 'A', versionRequirement: '1.1' },
      { package: 'C' },
    ]);
    expect(JSON.parse(readMore(more).manifest!).dependencyGroups).toEqual([
      {
        targetFramework: 'net472',
        dependencies: [
          { id: 'A', range: '1.0' },
          { id: 'B', range: '[2.0,3.0)' },
        ],
      },
      { targetFramework: 'net8.0', dependencies: [{ id: 'A', range: '1.0' }, { id: 'A', range: '1.1' }, { id: 'C' }] },
      { targetFramework: 'netstandard2.0', dependencies: [] },
    ]);
  });

  test('NUG-50: dependencies that stand in no group', () => {
    const more = '<dependencies><dependency id="A" version="1.0"/></dependencies>';
    expect(readMore(more).dependencies).toEqual([{ package: 'A', versionRequirement: '1.0' }]);
  });

  // The table of ranges in section 1 of the format's rules.
  test.each([
    ['1.0', true],
    ['[1.0,)', true],
    ['(1.0,)', true],
    ['[1.0]', true],
    ['(,1.0]', true],
    ['(,1.0)', true],
    ['[1.0,2.0]', true],
    ['(1.0,2.0)', true],
    ['[1.0,2.0)', true],
    ['[1.0.0-beta.1+x, 2.0.0.0)', true],
    ['(1.0)', false],
    ['[1.0', false],
    ['1.0,2.0', false],
    ['latest', false],
    ['[1.0,2.0,3.0]', false],
  ])('NUG-39, NUG-50: %s is a range: %s', (range, isGood) => {
    const more = `<dependencies><dependency id="A" version="${range}"/></dependencies>`;
    if (isGood) expect(readMore(more).dependencies).toEqual([{ package: 'A', versionRequirement: range }]);
    else expect(() => readMore(more)).toThrow(BrokenXml);
  });

  test.each([
    ['docs\\README.md', 'docs/README.md'],
    ['docs/README.md', 'docs/README.md'],
    ['read me.md', 'read%20me.md'],
    ['missing.md', 'README.md'],
    ['../README.md', 'README.md'],
  ])('NUG-51: the readme %s in a package that has %s', async (named, path) => {
    const endpoint = new Endpoint('nuget');
    const more = `<readme>${named}</readme>`;
    await push(endpoint, { id: 'Acme.Tool', version: '1.0.0', more, files: { [path]: '# Tool' } });
    const at = { domain: 'my-domain', repository: 'team', format: 'nuget', package: 'acme.tool' } as const;
    const result = endpoint.simulator.execute('GetPackageVersionReadme', { ...at, packageVersion: '1.0.0' });
    expect(result.ok ? result.output.readme : undefined).toBe(/missing|\.\./.test(named) ? undefined : '# Tool');
  });

  test('NUG-46, NUG-47, NUG-48, NUG-49, NUG-50: are what the API tells of a pushed version', async () => {
    const endpoint = new Endpoint('nuget');
    const more = `<projectUrl>https://a.example</projectUrl><repository url="https://b.example"/>
      <license type="expression">MIT</license><dependencies><dependency id="A" version="1.0"/></dependencies>`;
    await push(endpoint, { id: 'Acme.Tool', version: '1.0.0', more });
    expect(endpoint.describe({ package: 'acme.tool' }, '1.0.0')).toMatchObject({
      summary: 'About Acme.Tool.',
      homePage: 'https://a.example',
      sourceCodeRepository: 'https://b.example',
      licenses: [{ name: 'MIT' }],
    });
    const at = { domain: 'my-domain', repository: 'team', format: 'nuget', package: 'acme.tool' } as const;
    const result = endpoint.simulator.execute('ListPackageVersionDependencies', { ...at, packageVersion: '1.0.0' });
    expect(result.ok && result.output.dependencies).toEqual([{ package: 'A', versionRequirement: '1.0' }]);
  });

  test('NUG-39: texts in UTF-16 and with references are read', () => {
    const text = `\ufeff${nuspecOf({ id: 'Acme', version: '1.0', more: '<title>A &amp; B &#233; &lt;c&gt;</title>' })}`;
    const { id, metadata } = readNuspec(new Uint8Array(Buffer.from(text, 'utf16le')));
    expect(id).toBe('Acme');
    expect(JSON.parse(metadata.manifest!).title).toBe('A & B é <c>');
  });
});
