import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { SimulatorFact } from '../../../src';
import { Estate } from './estate';
import { succeeded } from './scenarios';

/** A wheel as a test wants it: one module, whose `version` it is. */
export interface WheelFixture {
  readonly name: string;
  readonly version: string;
  /** Left out, `py3-none-any`. */
  readonly tag?: string;
  readonly requires?: readonly string[];
  readonly requiresPython?: string;
}

const record = (name: string, text: string): string => {
  const hash = createHash('sha256').update(text).digest('base64url');
  return `${name},sha256=${hash},${text.length}\n`;
};

/** A wheel that can be installed, as an asset of a public version. */
export function wheelOf({ name, version, tag = 'py3-none-any', requires = [], requiresPython }: WheelFixture) {
  const info = `${name}-${version}.dist-info`;
  const metadata = [
    'Metadata-Version: 2.1',
    `Name: ${name}`,
    `Version: ${version}`,
    ...(requiresPython === undefined ? [] : [`Requires-Python: ${requiresPython}`]),
    ...requires.map((each) => `Requires-Dist: ${each}`),
  ];
  const files: Record<string, string> = {
    [`${name}.py`]: `version = '${version}'\n`,
    [`${info}/METADATA`]: `${metadata.join('\n')}\n`,
    [`${info}/WHEEL`]: `Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: ${tag}\n`,
  };
  const records = Object.entries(files).map(([path, text]) => record(path, text));
  files[`${info}/RECORD`] = `${records.join('')}${info}/RECORD,,\n`;
  const packed = Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)]);
  const manifest = requiresPython === undefined ? undefined : JSON.stringify({ 'requires-python': requiresPython });
  return { name: `${name}-${version}-${tag}.whl`, bytes: zipSync(Object.fromEntries(packed)), manifest };
}

/** PyPI offers a version with these wheels; the mark says whether it is yanked. */
export function offered(wheels: readonly WheelFixture[], yanked?: string | true): SimulatorFact {
  const { name, version } = wheels[0]!;
  return {
    type: 'public version',
    connection: 'public:pypi',
    package: name,
    version,
    publishedTime: Date.parse('2023-05-22T15:12:42Z'),
    assets: wheels.map(wheelOf),
    metadata: yanked === undefined ? {} : { yanked },
  };
}

/** The environment in which pip asks only this index. */
export const pipEnvironment = (estate: Estate, index: string | undefined): Record<string, string> => ({
  ...(index !== undefined && { PIP_INDEX_URL: index, PIP_CONFIG_FILE: '/dev/null' }),
  PIP_CACHE_DIR: join(estate.folder, 'pip-cache'),
  PIP_DISABLE_PIP_VERSION_CHECK: '1',
  PIP_NO_INPUT: '1',
  PIP_RETRIES: '0',
  PYTHONDONTWRITEBYTECODE: '1',
});

/** An address with the token as password, as `aws codeartifact login` writes it. */
export const withToken = (address: string, token: string): string => address.replace('://', `://aws:${token}@`);

/** Where clients install to, and what is there then: the version of a module, undefined when it is not there. */
export const site = (estate: Estate): string => join(estate.folder, 'site');
export function installed(estate: Estate, module: string): string | undefined {
  const path = join(site(estate), `${module}.py`);
  return existsSync(path) ? /'(.*)'/.exec(readFileSync(path, 'utf8'))?.[1] : undefined;
}

/** A project whose distributions are built by real tools; its module says another thing when the source is other. */
export interface Project {
  readonly version?: string;
  readonly source?: string;
}

/** Builds a wheel and a source distribution of `flatten_json`, and gives their paths. */
export async function built(estate: Estate, { version = '0.1.7', source = '' }: Project = {}): Promise<string[]> {
  const folder = join(estate.folder, 'project');
  const files = {
    'pyproject.toml': [
      '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"',
      `[project]\nname = "flatten_json"\nversion = "${version}"\ndescription = "Flattens JSON"`,
      'readme = "README.md"\nrequires-python = ">=3.8"\nlicense = "MIT"\ndependencies = ["six>=1.0"]',
      '[project.urls]\nHomepage = "http://localhost/home"\nRepository = "http://localhost/source"',
      '[tool.setuptools]\npy-modules = ["flatten_json"]\n',
    ].join('\n'),
    'README.md': '# flatten_json\n\nFlattens JSON.\n',
    'flatten_json.py': `version = '${version}'\n${source}\n`,
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const env = { SOURCE_DATE_EPOCH: '1700000000', PYTHONDONTWRITEBYTECODE: '1' };
  succeeded(await estate.run('python', ['-m', 'build', '--no-isolation', '--outdir', 'dist'], { cwd: folder, env }));
  return [`flatten_json-${version}-py3-none-any.whl`, `flatten_json-${version}.tar.gz`].map((name) =>
    join(folder, 'dist', name),
  );
}

/** What a published `flatten_json` is told to be by the API. */
export function expectPublished(estate: Estate, version = '0.1.7'): void {
  const named = { package: 'flatten-json' };
  expect(estate.versions(named)).toEqual({ [version]: 'Published' });
  const files = [`flatten_json-${version}-py3-none-any.whl`, `flatten_json-${version}.tar.gz`];
  expect(estate.assets(named, version)).toEqual(files);
  const at = { domain: 'my-domain', repository: 'team', format: 'pypi', ...named, packageVersion: version } as const;
  const described = estate.simulator.execute('DescribePackageVersion', at);
  expect(described.ok && described.output.packageVersion).toMatchObject({
    displayName: 'flatten_json',
    summary: 'Flattens JSON',
    homePage: 'http://localhost/home',
    sourceCodeRepository: 'http://localhost/source',
    licenses: [{ name: 'MIT' }],
    origin: { originType: 'INTERNAL', domainEntryPoint: { repositoryName: 'team' } },
  });
  const dependencies = estate.simulator.execute('ListPackageVersionDependencies', at);
  expect(dependencies.ok && dependencies.output.dependencies).toEqual([
    { package: 'six', dependencyType: 'Requires-Dist', versionRequirement: '>=1.0' },
  ]);
  const readme = estate.simulator.execute('GetPackageVersionReadme', at);
  expect(readme.ok && readme.output.readme).toBe('# flatten_json\n\nFlattens JSON.\n');
}

/** A test with an estate of its own and a program; skipped, but not in CI, where the program is not on this machine. */
export function testWith(
  program: string,
  title: string,
  act: (estate: Estate) => Promise<void>,
  makeEstate = () => new Estate('pypi', 'public:pypi'),
): void {
  test(title, { timeout: 120_000 }, async (context) => {
    const estate = makeEstate();
    try {
      const isThere = await estate.run(program, ['--version']).then(
        ({ code }) => code === 0,
        () => false,
      );
      if (!isThere && !process.env.CI) return context.skip(`${program} is not on this machine`);
      await estate.open();
      await act(estate);
    } finally {
      await estate.close();
    }
  });
}
