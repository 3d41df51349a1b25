import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { Estate } from './estate';
import { publicVersion } from './npm-fixtures';
import { built, expectPublished, installed, offered, pipEnvironment, site, testWith } from './pypi-fixtures';
import { succeeded } from './scenarios';

/** Logs a tool in as a user does. */
const login = async (estate: Estate, tool: string) => {
  const args = ['codeartifact', 'login', '--tool', tool, '--domain', 'my-domain', '--repository', 'team'];
  const env = {
    AWS_ENDPOINT_URL_CODEARTIFACT: estate.origin,
    AWS_ACCESS_KEY_ID: '111122223333',
    AWS_SECRET_ACCESS_KEY: 'simulated',
    AWS_DEFAULT_REGION: 'us-west-2',
    AWS_EC2_METADATA_DISABLED: 'true',
    PYTHONDONTWRITEBYTECODE: '1',
  };
  expect(succeeded(await estate.run('aws', args, { env })).stdout).toContain(`Successfully configured ${tool}`);
};

/** The tools that log in write to the folder, and then find there what they need. */
describe('after aws codeartifact login', () => {
  testWith('aws', 'AUT-42 AUT-45: pip installs', async (estate) => {
    estate.learn(offered([{ name: 'hello', version: '1.0' }]));
    await login(estate, 'pip');
    const args = ['install', '--target', site(estate), 'hello'];
    succeeded(await estate.run('pip', args, { env: pipEnvironment(estate, undefined) }));
    expect(installed(estate, 'hello')).toBe('1.0');
    expect(estate.versions({ package: 'hello' })).toEqual({ '1.0': 'Published' });
  });

  testWith('aws', 'AUT-42 AUT-46: twine uploads', async (estate) => {
    const files = await built(estate);
    await login(estate, 'twine');
    const args = ['upload', '--non-interactive', '--repository', 'codeartifact', ...files];
    succeeded(await estate.run('twine', args));
    expectPublished(estate);
  });

  testWith(
    'aws',
    'AUT-42 AUT-43: npm installs',
    async (estate) => {
      estate.learn(await publicVersion({ name: 'hello', version: '1.0.0' }));
      await login(estate, 'npm');
      succeeded(await estate.run('npm', ['install', '--no-audit', '--no-fund', 'hello']));
      const path = join(estate.folder, 'node_modules', 'hello', 'package.json');
      expect(existsSync(path) && JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ version: '1.0.0' });
      expect(estate.versions({ package: 'hello' })).toEqual({ '1.0.0': 'Published' });
    },
    () => new Estate('npm', 'public:npmjs'),
  );
});
