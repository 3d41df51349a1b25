import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Estate } from './estate';
import { type GemFixture, gemBytes, gemFile, publicGem } from './ruby-fixtures';
import { failed, succeeded, testClient } from './scenarios';

/*
 * Bundler 2.3 asks `versions`, then `info/` of each gem that it considers, and the gems: the compact index. Where it
 * cannot have that it asks the dependency API. It publishes nothing itself: `gem push` does.
 */

const variables = (estate: Estate): Record<string, string> => ({
  GEM_HOME: join(estate.folder, 'gems'),
  BUNDLE_PATH: join(estate.folder, 'bundle'),
  BUNDLE_APP_CONFIG: join(estate.folder, '.bundle'),
  BUNDLE_USER_HOME: join(estate.folder, '.bundle-user'),
  BUNDLE_RETRY: '0',
  BUNDLE_SILENCE_ROOT_WARNING: '1',
});

/** Installs the gems of a Gemfile, with the token in Bundler's own configuration. */
async function install(estate: Estate, gems: readonly string[], token = estate.token(), ...args: string[]) {
  const source = estate.endpoint().slice(0, -1);
  const lines = [`source '${source}'`, ...gems.map((gem) => `gem ${gem}`)];
  writeFileSync(join(estate.folder, 'Gemfile'), `${lines.join('\n')}\n`);
  const env = variables(estate);
  succeeded(await estate.run('bundle', ['config', 'set', '--local', source, `aws:${token}`], { env }));
  return estate.run('bundle', ['install', ...args], { env });
}

/** What an installed gem says of itself. */
async function versionOf(estate: Estate, name: string, constant: string): Promise<string> {
  const args = ['exec', 'ruby', '-e', `require '${name}'; print ${constant}::VERSION`];
  return succeeded(await estate.run('bundle', args, { env: variables(estate) })).stdout;
}

/** Publishes as `gem push` does. */
async function push(estate: Estate, gem: GemFixture): Promise<void> {
  const body = (await gemBytes(gem)) as Uint8Array<ArrayBuffer>;
  const headers = { authorization: `Bearer ${estate.token()}`, 'content-type': 'application/octet-stream' };
  const response = await fetch(`${estate.endpoint()}api/v1/gems`, { method: 'POST', headers, body });
  expect(response.status, await response.text()).toBe(200);
}

const greet: GemFixture = { name: 'greet', version: '1.0.0' };
const polite: GemFixture = { name: 'polite', version: '2.1.0', dependencies: { greet: '>= 1.0, < 2' }, ruby: '>= 2.7' };

const byGem = 'does not apply: Bundler publishes with `gem push`';

const version = async (estate: Estate): Promise<string | undefined> => {
  const { code, stdout } = await estate.run('bundle', ['--version']);
  return code === 0 ? /\d+(\.\d+)+/.exec(stdout)?.[0] : undefined;
};

testClient({
  name: 'bundler',
  format: 'ruby',
  connection: 'public:ruby-gems-org',
  version,
  scenarios: {
    async 'install through team, shared and store from the public repository'(estate) {
      estate.learn(await publicGem(greet, { ...greet, platform: 'java' }), await publicGem(polite));
      succeeded(await install(estate, ["'polite'"]));
      expect(await versionOf(estate, 'polite', 'Polite')).toBe('2.1.0');
      for (const repository of ['team', 'store']) {
        expect(estate.versions({ package: 'greet' }, repository)).toEqual({ '1.0.0': 'Published' });
        expect(estate.versions({ package: 'polite' }, repository)).toEqual({ '2.1.0': 'Published' });
        expect(estate.assets({ package: 'greet' }, '1.0.0', repository)).toContain(gemFile(greet));
      }
      expect(estate.versions({ package: 'polite' }, 'shared')).toEqual({});
    },
    async 'publish, and install what was published'(estate) {
      await push(estate, greet);
      succeeded(await install(estate, ["'greet'"]));
      expect(await versionOf(estate, 'greet', 'Greet')).toBe('1.0.0');
      await push(estate, { ...greet, version: '1.1.0.pre' });
      await push(estate, { ...greet, version: '1.10' });
      await push(estate, { ...greet, version: '1.9' });
      succeeded(await estate.run('bundle', ['update', '--all'], { env: variables(estate) })); // RBY-24: what changed
      expect(await versionOf(estate, 'greet', 'Greet')).toBe('1.10');
    },
    'publish again, the same': byGem,
    'publish again, with other content': byGem,
    async 'an Unlisted version is in no list, and can be fetched'(estate) {
      await push(estate, greet);
      await push(estate, { ...greet, version: '1.1.0' });
      estate.setStatus({ package: 'greet' }, '1.1.0', 'Unlisted');
      failed(await install(estate, ["'greet', '1.1.0'"]), /Could not find gem 'greet \(= 1\.1\.0\)'/);
      succeeded(await install(estate, ["'greet'"]));
      expect(await versionOf(estate, 'greet', 'Greet')).toBe('1.0.0');
    },
    async 'an Archived version cannot be had'(estate) {
      await push(estate, greet);
      estate.setStatus({ package: 'greet' }, '1.0.0', 'Archived');
      failed(await install(estate, ["'greet'"]), /Could not find gem 'greet'/);
    },
    'publishing is blocked by the origin controls': byGem,
    async 'an expired token'(estate) {
      const token = estate.token();
      estate.letTokensExpire();
      failed(await install(estate, ["'greet'"], token), /[Aa]uthentication|credentials/);
    },
    async "another domain's token"(estate) {
      const token = estate.token('other-domain');
      failed(await install(estate, ["'greet'"], token), /[Aa]uthentication|credentials/);
    },
  },
});

test('QUO-23, RBY-26, RBY-30, RBY-32: above 5,000 gems Bundler installs by the dependency API', async (context) => {
  const estate = new Estate('ruby', 'public:ruby-gems-org');
  try {
    if ((await version(estate).catch(() => undefined)) === undefined)
      return context.skip('bundler is not on this machine');
    await estate.open();
    const of = { type: 'public version', connection: 'public:ruby-gems-org', version: '1.0', assets: [] } as const;
    estate.learn(...Array.from({ length: 5001 }, (_, index) => ({ ...of, package: `gem-${index}` })));
    estate.learn(await publicGem(greet), await publicGem(polite));
    succeeded(await install(estate, ["'polite'"]));
    expect(await versionOf(estate, 'polite', 'Polite')).toBe('2.1.0');
    expect(estate.versions({ package: 'greet' }, 'store')).toEqual({ '1.0.0': 'Published' });
  } finally {
    await estate.close();
  }
}, 120_000);
