import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Estate } from './estate';
import { type GemFixture, gemBytes, gemFile, publicGem } from './ruby-fixtures';
import { failed, succeeded, testClient } from './scenarios';

/*
 * RubyGems 3.3 to 3.5.18 ask `HEAD {E}`, then `info/` of each gem, `quick/Marshal.4.8/` of each that is installed, and
 * the gem; from 3.5.19 on `HEAD {E}versions` comes first. The dependency API is asked by 3.2 and earlier.
 */

const variables = (estate: Estate, token = estate.token()): Record<string, string> => {
  const credentials = join(estate.folder, '.gem', 'credentials');
  mkdirSync(join(estate.folder, '.gem'), { recursive: true });
  writeFileSync(credentials, `---\n:codeartifact_api_key: Bearer ${token}\n`, { mode: 0o600 });
  return {
    GEM_HOME: join(estate.folder, 'gems'),
    GEM_PATH: join(estate.folder, 'gems'),
    GEM_SPEC_CACHE: join(estate.folder, 'specs'),
    RUBYGEMS_HOST: estate.endpoint().slice(0, -1), // RBY-37
  };
};

const source = (estate: Estate, token: string): string => estate.endpoint().replace('://', `://aws:${token}@`);

const install = (estate: Estate, name: string, token = estate.token()) => {
  const from = ['--clear-sources', '--source', source(estate, token)];
  return estate.run('gem', ['install', '--remote', '--no-document', ...from, name], { env: variables(estate, token) });
};

const push = async (estate: Estate, gem: GemFixture, token?: string) => {
  writeFileSync(join(estate.folder, gemFile(gem)), await gemBytes(gem));
  return estate.run('gem', ['push', '--key', 'codeartifact_api_key', gemFile(gem)], { env: variables(estate, token) });
};

/** What an installed gem says of itself. */
const versionOf = async (estate: Estate, name: string, constant: string): Promise<string> => {
  const args = ['-e', `gem '${name}'; require '${name}'; print ${constant}::VERSION`];
  return succeeded(await estate.run('ruby', args, { env: variables(estate) })).stdout;
};

const greet: GemFixture = { name: 'greet', version: '1.0.0' };
const polite: GemFixture = { name: 'polite', version: '2.1.0', dependencies: { greet: '>= 1.0, < 2' }, ruby: '>= 2.7' };

testClient({
  name: 'gem',
  format: 'ruby',
  connection: 'public:ruby-gems-org',
  async version(estate) {
    const { code, stdout } = await estate.run('gem', ['--version']);
    return code === 0 ? stdout.trim() : undefined;
  },
  scenarios: {
    async 'install through team, shared and store from the public repository'(estate) {
      estate.learn(await publicGem(greet), await publicGem(polite));
      succeeded(await install(estate, 'polite'));
      expect(await versionOf(estate, 'polite', 'Polite')).toBe('2.1.0');
      for (const repository of ['team', 'store']) {
        expect(estate.versions({ package: 'greet' }, repository)).toEqual({ '1.0.0': 'Published' });
        expect(estate.versions({ package: 'polite' }, repository)).toEqual({ '2.1.0': 'Published' });
      }
      expect(estate.versions({ package: 'polite' }, 'shared')).toEqual({});
    },
    async 'publish, and install what was published'(estate) {
      const spec = [
        'Gem::Specification.new do |s|',
        "  s.name = 'greet'; s.version = '1.2.0'; s.summary = 'Grüße'; s.authors = ['A']",
        "  s.files = ['lib/greet.rb']; s.licenses = ['MIT']; s.homepage = 'https://example.com/greet'",
        'end',
      ];
      mkdirSync(join(estate.folder, 'lib'));
      writeFileSync(join(estate.folder, 'lib', 'greet.rb'), "module Greet\n  VERSION = '1.2.0'\nend\n");
      writeFileSync(join(estate.folder, 'greet.gemspec'), spec.join('\n'));
      const env = variables(estate);
      succeeded(await estate.run('gem', ['build', 'greet.gemspec'], { env }));
      const pushed = await estate.run('gem', ['push', '--key', 'codeartifact_api_key', 'greet-1.2.0.gem'], { env });
      expect(succeeded(pushed).stdout).toContain('Successfully registered gem: greet (1.2.0)'); // RBY-33
      expect(estate.assets({ package: 'greet' }, '1.2.0')).toEqual(['greet-1.2.0.gem']);
      succeeded(await install(estate, 'greet'));
      expect(await versionOf(estate, 'greet', 'Greet')).toBe('1.2.0');
    },
    async 'publish again, the same'(estate) {
      succeeded(await push(estate, greet));
      succeeded(await push(estate, greet));
      expect(estate.versions({ package: 'greet' })).toEqual({ '1.0.0': 'Published' });
    },
    async 'publish again, with other content'(estate) {
      succeeded(await push(estate, greet));
      failed(await push(estate, { ...greet, source: 'module Greet; end' }), /greet-1\.0\.0\.gem/);
    },
    async 'an Unlisted version is in no list, and can be fetched'(estate) {
      succeeded(await push(estate, greet));
      succeeded(await push(estate, { ...greet, version: '1.1.0' }));
      estate.setStatus({ package: 'greet' }, '1.1.0', 'Unlisted');
      succeeded(await install(estate, 'greet'));
      expect(await versionOf(estate, 'greet', 'Greet')).toBe('1.0.0');
      const fetching = 'print Gem::RemoteFetcher.fetcher.fetch_path(ARGV[0]).bytesize';
      const address = `${source(estate, estate.token())}gems/greet-1.1.0.gem`;
      const fetched = await estate.run('ruby', ['-rrubygems/remote_fetcher', '-e', fetching, address]);
      expect(Number(succeeded(fetched).stdout)).toBeGreaterThan(1000);
    },
    async 'an Archived version cannot be had'(estate) {
      succeeded(await push(estate, greet));
      estate.setStatus({ package: 'greet' }, '1.0.0', 'Archived');
      failed(await install(estate, 'greet'), /Could not find a valid gem 'greet'/);
    },
    async 'publishing is blocked by the origin controls'(estate) {
      succeeded(await push(estate, greet));
      estate.restrict({ package: 'greet' }, 'BLOCK', 'ALLOW');
      failed(await push(estate, { ...greet, version: '1.1.0' }), /origin/i);
      expect(estate.versions({ package: 'greet' })).toEqual({ '1.0.0': 'Published' });
    },
    async 'an expired token'(estate) {
      const token = estate.token();
      estate.letTokensExpire();
      failed(await install(estate, 'greet', token), /401|Unauthorized/);
      failed(await push(estate, greet, token), /Unauthorized/);
    },
    async "another domain's token"(estate) {
      const token = estate.token('other-domain');
      failed(await install(estate, 'greet', token), /401|Unauthorized/);
      failed(await push(estate, greet, token), /Unauthorized/);
      expect(estate.versions({ package: 'greet' })).toEqual({});
    },
  },
});
