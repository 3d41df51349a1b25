import { describe, expect } from 'vitest';
import type { Estate } from './estate';
import { built, expectPublished, installed, offered, pipEnvironment, site, testWith } from './pypi-fixtures';
import { indexOf } from './python-installer';
import { failed, succeeded, testClient } from './scenarios';

const upload = (estate: Estate, files: readonly string[], token = estate.token(), ...options: readonly string[]) =>
  estate.run('twine', ['upload', '--non-interactive', '--disable-progress-bar', ...options, ...files], {
    env: { TWINE_USERNAME: 'aws', TWINE_PASSWORD: token, TWINE_REPOSITORY_URL: estate.endpoint() },
  });

const noInstall = 'twine does not install';
const named = { package: 'flatten-json' };

testClient({
  name: 'twine',
  format: 'pypi',
  connection: 'public:pypi',
  async version(estate) {
    return /twine version (\S+)/.exec(succeeded(await estate.run('twine', ['--version'])).stdout)?.[1];
  },
  scenarios: {
    'install through team, shared and store from the public repository': noInstall,

    async 'publish, and install what was published'(estate) {
      estate.learn(offered([{ name: 'six', version: '1.16' }]));
      succeeded(await upload(estate, await built(estate)));
      expectPublished(estate);
      const args = ['-m', 'pip', 'install', '--target', site(estate), 'flatten_json'];
      succeeded(await estate.run('python', args, { env: pipEnvironment(estate, indexOf(estate)) }));
      expect([installed(estate, 'flatten_json'), installed(estate, 'six')]).toEqual(['0.1.7', '1.16']);
    },

    async 'publish again, the same'(estate) {
      const files = await built(estate);
      succeeded(await upload(estate, files));
      succeeded(await upload(estate, files));
      expectPublished(estate);
    },

    async 'publish again, with other content'(estate) {
      succeeded(await upload(estate, await built(estate)));
      const before = estate.simulator.state.domains;
      failed(await upload(estate, await built(estate, { source: 'other = True' })), /409 Conflict/);
      expect(estate.simulator.state.domains).toBe(before);
    },

    'an Unlisted version is in no list, and can be fetched': noInstall,
    'an Archived version cannot be had': noInstall,

    async 'publishing is blocked by the origin controls'(estate) {
      succeeded(await upload(estate, await built(estate)));
      estate.restrict(named, 'BLOCK', 'ALLOW');
      failed(await upload(estate, await built(estate, { version: '0.2.0' })), /403 Forbidden/);
      expectPublished(estate);
    },

    async 'an expired token'(estate) {
      const token = estate.token();
      estate.letTokensExpire();
      failed(await upload(estate, await built(estate), token), /401 Unauthorized/);
      expect(estate.versions(named)).toEqual({});
    },

    async "another domain's token"(estate) {
      failed(await upload(estate, await built(estate), estate.token('other-domain')), /401 Unauthorized/);
      expect(estate.versions(named)).toEqual({});
    },
  },
});

describe('twine besides', () => {
  testWith('twine', 'PYP-36: twine itself refuses --skip-existing here', async (estate) => {
    const before = estate.simulator.state.domains;
    const ended = await upload(estate, await built(estate), estate.token(), '--skip-existing');
    failed(ended, /UnsupportedConfiguration[\s\S]*--skip-existing/);
    expect(estate.simulator.state.domains).toBe(before);
  });

  testWith('twine', 'PYP-40 AUT-67: it prints the message of a refusal when it is verbose', async (estate) => {
    const [wheel] = await built(estate);
    estate.learn(offered([{ name: 'flatten_json', version: '0.1.7' }]));
    failed(await upload(estate, [wheel!], estate.token(), '--verbose'), /already exists upstream, in public:pypi/);
  });
});
