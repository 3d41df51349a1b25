import { expect } from 'vitest';
import type { Estate } from './estate';
import { built, expectPublished, installed, offered, site } from './pypi-fixtures';
import { type Install, indexOf, installing } from './python-installer';
import { failed, succeeded, testClient } from './scenarios';

/** It takes nothing from one run to the next. */
const environment = {
  UV_NO_CACHE: '1',
  UV_NO_CONFIG: '1',
  UV_NO_PROGRESS: '1',
  UV_PYTHON_DOWNLOADS: 'never',
  UV_HTTP_RETRIES: '0',
};

const install: Install = (estate, index, ...requirements) =>
  estate.run('uv', ['pip', 'install', '--reinstall', '--python', 'python', '--target', site(estate), ...requirements], {
    env: { ...environment, UV_DEFAULT_INDEX: index },
  });

const publish = (estate: Estate, files: readonly string[], token = estate.token()) =>
  estate.run('uv', ['publish', '--publish-url', estate.endpoint(), ...files], {
    env: { ...environment, UV_PUBLISH_USERNAME: 'aws', UV_PUBLISH_PASSWORD: token },
  });

const named = { package: 'flatten-json' };

testClient({
  name: 'uv',
  format: 'pypi',
  connection: 'public:pypi',
  async version(estate) {
    return /^uv (\S+)/.exec(succeeded(await estate.run('uv', ['--version'])).stdout)?.[1];
  },
  scenarios: {
    ...installing(install, /401 Unauthorized/),

    async 'publish, and install what was published'(estate) {
      estate.learn(offered([{ name: 'six', version: '1.16' }]));
      succeeded(await publish(estate, await built(estate)));
      expectPublished(estate);
      succeeded(await install(estate, indexOf(estate), 'flatten_json'));
      expect([installed(estate, 'flatten_json'), installed(estate, 'six')]).toEqual(['0.1.7', '1.16']);
    },

    async 'publish again, the same'(estate) {
      const files = await built(estate);
      succeeded(await publish(estate, files));
      succeeded(await publish(estate, files));
      expectPublished(estate);
    },

    async 'publish again, with other content'(estate) {
      succeeded(await publish(estate, await built(estate)));
      const before = estate.simulator.state.domains;
      failed(await publish(estate, await built(estate, { source: 'other = True' })), /409 Conflict/);
      expect(estate.simulator.state.domains).toBe(before);
    },

    async 'publishing is blocked by the origin controls'(estate) {
      succeeded(await publish(estate, await built(estate)));
      estate.restrict(named, 'BLOCK', 'ALLOW');
      failed(await publish(estate, await built(estate, { version: '0.2.0' })), /403 Forbidden/);
      expectPublished(estate);
    },
  },
});
