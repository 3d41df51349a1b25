import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { packTar } from 'modern-tar';
import type { SimulatorFact } from '../../../src';

/** A gem as a test wants it. */
export interface GemFixture {
  readonly name: string;
  readonly version: string;
  readonly platform?: string;
  /** Names with what is demanded, as `>= 2.0, < 4`. */
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly developmentDependencies?: Readonly<Record<string, string>>;
  readonly ruby?: string;
  readonly rubygems?: string;
  /** Further lines of the gemspec, as `homepage: https://example.com`. */
  readonly lines?: readonly string[];
  /** The text of `lib/{name}.rb`. */
  readonly source?: string;
}

const requirement = (text: string, indent: string): string =>
  [
    ' !ruby/object:Gem::Requirement',
    `${indent}  requirements:`,
    ...text.split(', ').flatMap((demand) => {
      const [operator, version] = demand.split(' ');
      return [
        `${indent}  - - "${operator}"`,
        `${indent}    - !ruby/object:Gem::Version`,
        `${indent}      version: '${version}'`,
      ];
    }),
  ].join('\n');

const dependency =
  (type: string) =>
  ([name, demands]: readonly [string, string]): string =>
    [
      '- !ruby/object:Gem::Dependency',
      `  name: ${name}`,
      `  requirement:${requirement(demands, '  ')}`,
      `  type: :${type}`,
      '  prerelease: false',
      `  version_requirements:${requirement(demands, '  ')}`,
    ].join('\n');

/** The metadata of a gem, as `gem build` writes them. */
export function gemspecYaml(gem: GemFixture): string {
  const { name, version, platform = 'ruby', dependencies = {}, developmentDependencies = {}, lines = [] } = gem;
  const all = [
    ...Object.entries(dependencies).map(dependency('runtime')),
    ...Object.entries(developmentDependencies).map(dependency('development')),
  ];
  return [
    '--- !ruby/object:Gem::Specification',
    `name: ${name}`,
    'version: !ruby/object:Gem::Version',
    `  version: '${version}'`,
    `platform: ${platform}`,
    'authors:\n- Somebody',
    'date: 2026-08-01 00:00:00.000000000 Z',
    all.length === 0 ? 'dependencies: []' : `dependencies:\n${all.join('\n')}`,
    `files:\n- lib/${name}.rb`,
    'require_paths:\n- lib',
    `required_ruby_version:${requirement(gem.ruby ?? '>= 0', '')}`,
    `required_rubygems_version:${requirement(gem.rubygems ?? '>= 0', '')}`,
    'specification_version: 4',
    ...(lines.some((line) => line.startsWith('summary:')) ? [] : ['summary: A gem']),
    ...lines,
    '',
  ].join('\n');
}

const tar = (files: Readonly<Record<string, string | Uint8Array>>): Promise<Uint8Array> =>
  packTar(
    Object.entries(files).map(([name, body]) => {
      const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
      return { header: { name, size: bytes.length, mode: 0o644, mtime: new Date(0) }, body: bytes };
    }),
  );

/** The bytes of a tar with these files, which a gem is. */
export const gemOf = (files: Readonly<Record<string, string | Uint8Array>>): Promise<Uint8Array> => tar(files);

/** The bytes of a whole gem. */
export async function gemBytes(gem: GemFixture): Promise<Uint8Array> {
  const constant = gem.name.replace(/(?:^|[^a-z0-9])([a-z])/g, (_, letter) => letter.toUpperCase());
  const source = gem.source ?? `module ${constant}\n  VERSION = '${gem.version}'\nend\n`;
  const data = gzipSync(await tar({ [`lib/${gem.name}.rb`]: source }));
  return gemOf({ 'metadata.gz': gzipSync(gemspecYaml(gem)), 'data.tar.gz': data });
}

/** The name of its file. */
export const gemFile = ({ name, version, platform }: GemFixture): string =>
  `${name}-${version}${platform === undefined ? '' : `-${platform}`}.gem`;

/** What an index keeps of it. */
export const gemManifest = ({ platform = 'ruby', dependencies = {}, ruby, rubygems }: GemFixture): string =>
  JSON.stringify({ platform, dependencies: Object.entries(dependencies), ruby, rubygems });

/** A version with gems of it, as the public repository offers it. */
export async function publicGem(...gems: readonly [GemFixture, ...GemFixture[]]): Promise<SimulatorFact> {
  const assets = await Promise.all(
    gems.map(async (gem) => ({ name: gemFile(gem), bytes: await gemBytes(gem), manifest: gemManifest(gem) })),
  );
  const [{ name, version }] = gems;
  return { type: 'public version', connection: 'public:ruby-gems-org', package: name, version, assets };
}

export const digestOf = (algorithm: 'md5' | 'sha256', content: string | Uint8Array): string =>
  createHash(algorithm).update(content).digest('hex');
