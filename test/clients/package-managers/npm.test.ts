import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Estate } from './estate';
import { NodeProject, testNodeClient } from './node-client';
import { npmAt } from './npm-client';
import { publicVersion, tarballOf } from './npm-fixtures';
import { failed, succeeded } from './scenarios';

/** The machine's own, beside the Node that runs this. */
const npm = npmAt('npm', join(process.execPath, '..', 'npm'));

testNodeClient(npm);

describe('npm besides', { timeout: 120_000 }, () => {
  /** Does something with npm in an estate of its own. */
  const withNpm = (title: string, act: (made: NodeProject, estate: Estate) => Promise<void>) =>
    test(title, async () => {
      const estate = new Estate('npm', 'public:npmjs');
      try {
        await estate.open();
        await act(new NodeProject(npm, estate), estate);
      } finally {
        await estate.close();
      }
    });
  const tool = (version: string, more: object = {}) => ({ name: 'tool', version, ...more });
  const of = { package: 'tool' };

  withNpm('NPM-24 NPM-25: ci with a lock file of npmjs, whose sums are of SHA-512', async (made, estate) => {
    estate.learn(await publicVersion({ name: '@deep/right', version: '1.2.0' }));
    const bytes = await tarballOf({ name: '@deep/right', version: '1.2.0' });
    const integrity = (algorithm: string, content: Uint8Array) =>
      crypto.subtle
        .digest(algorithm, content as Uint8Array<ArrayBuffer>)
        .then((sum) => `sha512-${Buffer.from(sum).toString('base64')}`);
    const { stdout: npmjs } = await made.run('config', 'get', 'registry', '--userconfig', '/dev/null');
    const lock = (sum: string) => ({
      name: 'project',
      version: '1.0.0',
      lockfileVersion: 3,
      requires: true,
      packages: {
        '': { name: 'project', version: '1.0.0', dependencies: { '@deep/right': '^1.0.0' } },
        'node_modules/@deep/right': {
          version: '1.2.0',
          resolved: `${npmjs.trim()}@deep/right/-/right-1.2.0.tgz`,
          integrity: sum,
        },
      },
    });
    made.write('package.json', JSON.stringify(lock('').packages['']));
    made.write('package-lock.json', JSON.stringify(lock(await integrity('SHA-512', bytes))));
    expect(npmjs).not.toContain('127.0.0.1');
    succeeded(await made.run('ci'));
    expect(made.installed('@deep/right')).toContain('1.2.0');
    expect(estate.versions({ namespace: 'deep', package: 'right' }, 'store')).toEqual({ '1.2.0': 'Published' });
    made.write('package-lock.json', JSON.stringify(lock(await integrity('SHA-512', new Uint8Array(1)))));
    failed(await made.reinstall(), /EINTEGRITY/);
  });

  withNpm(
    'NPM-12 NPM-23: install writes a lock file that leads back here, and what reads it takes it',
    async (made, estate) => {
      estate.learn(await publicVersion({ name: 'left', version: '1.0.0' }));
      succeeded(await made.add('left'));
      const lock = JSON.parse(readFileSync(join(made.folder, 'package-lock.json'), 'utf8'));
      expect(lock.packages['node_modules/left'].resolved).toBe(`${estate.endpoint()}left/-/left-1.0.0.tgz`);
      succeeded(await made.reinstall());
      expect(made.installed('left')).toContain('left 1.0.0');
      const scripts = { test: 'node -p 6*7' };
      made.write('package.json', JSON.stringify({ name: 'project', dependencies: { left: '^1.0.0' }, scripts }));
      for (const command of ['install-test', 'install-ci-test']) {
        expect(succeeded(await made.run(command)).stdout).toContain('42');
      }
    },
  );

  withNpm(
    'RES-25 NPM-38: latest is the upstream one, while 1.0.2 was just published downstream',
    async (made, estate) => {
      estate.learn(await publicVersion(tool('1.0.0'), { tags: [] }), await publicVersion(tool('1.0.1')));
      estate.restrict(of, 'ALLOW', 'ALLOW');
      succeeded(await made.publish(tool('1.0.2')));
      succeeded(await made.add('tool'));
      expect(succeeded(await made.run('ls', 'tool')).stdout).toContain('tool@1.0.1');
      succeeded(await made.add('tool@1.0.2'));
      expect(succeeded(await made.run('ls', 'tool')).stdout).toContain('tool@1.0.2');
    },
  );

  withNpm('NPM-12 NPM-49: dist-tag add, ls and rm', async (made) => {
    succeeded(await made.publish(tool('1.0.0')));
    succeeded(await made.run('dist-tag', 'add', 'tool@1.0.0', 'beta'));
    expect(succeeded(await made.run('dist-tag', 'ls', 'tool')).stdout).toBe('beta: 1.0.0\nlatest: 1.0.0\n');
    succeeded(await made.run('dist-tag', 'rm', 'tool', 'beta'));
    expect(succeeded(await made.run('dist-tag', 'ls', 'tool')).stdout).toBe('latest: 1.0.0\n');
    failed(await made.run('dist-tag', 'rm', 'tool', 'latest'), /E400|400 Bad Request/);
  });

  withNpm('NPM-12 NPM-59 NPM-60: deprecate, and take it back', async (made, estate) => {
    estate.learn(await publicVersion(tool('0.9.0'), { tags: [] }));
    estate.restrict(of, 'ALLOW', 'ALLOW');
    succeeded(await made.publish(tool('1.0.0')));
    succeeded(await made.publish(tool('1.1.0')));
    succeeded(await made.run('deprecate', 'tool@1.0.0', 'use 1.1.0'));
    expect(succeeded(await made.run('view', 'tool@1.0.0', 'deprecated')).stdout.trim()).toBe('use 1.1.0');
    expect(succeeded(await made.run('view', 'tool@1.1.0', 'deprecated')).stdout.trim()).toBe('');
    expect((await made.add('tool@1.0.0')).stderr).toMatch(/deprecated tool@1\.0\.0: use 1\.1\.0/);
    succeeded(await made.run('deprecate', 'tool@1.0.0', ''));
    expect(succeeded(await made.run('view', 'tool@1.0.0', 'deprecated')).stdout.trim()).toBe('');
    failed(await made.run('deprecate', 'tool@0.9.0', 'too old'), /E404|404 Not Found/); // NPM-61
  });

  withNpm('NPM-12 NPM-21 NPM-29: view, outdated, update, bugs, docs, ping and doctor', async (made, estate) => {
    const time = Date.UTC(2023, 9, 26, 21, 15, 55, 685);
    estate.learn(await publicVersion({ name: 'axios', version: '1.6.0' }, { publishedTime: time }));
    succeeded(await made.add('axios'));
    expect(JSON.parse(succeeded(await made.run('view', 'axios', 'time', '--json')).stdout)).toMatchObject({
      '1.6.0': '2023-10-26T21:15:55.685Z',
    });
    const more = { homepage: 'https://example.com/docs', bugs: { url: 'https://example.com/bugs' } };
    estate.learn(await publicVersion({ name: 'axios', version: '1.7.2', ...more }));
    made.forget();
    failed(await made.run('outdated'), /axios +1\.6\.0 +1\.7\.2 +1\.7\.2/);
    succeeded(await made.run('update'));
    expect(succeeded(await made.run('ls', 'axios')).stdout).toContain('axios@1.7.2');
    expect(succeeded(await made.run('bugs', 'axios', '--no-browser')).stdout).toContain('https://example.com/bugs');
    expect(succeeded(await made.run('docs', 'axios', '--no-browser')).stdout).toContain('https://example.com/docs');
    expect(succeeded(await made.run('ping')).stderr).toContain('PONG');
    expect(succeeded(await made.run('doctor', 'connection')).stdout).toContain('Ok');
  });

  withNpm('NPM-14 NPM-28 NPM-62 NPM-64 NPM-65: what is not supported fails', async (made, estate) => {
    succeeded(await made.publish(tool('1.0.0')));
    failed(await made.run('unpublish', 'tool', '--force'), /E405|405 Method Not Allowed/);
    for (const args of [
      ['whoami'],
      ['search', 'tool'],
      ['profile', 'get'],
      ['token', 'list'],
      ['access', 'list', 'packages', 'tool'],
      ['owner', 'add', 'me', 'tool'],
      ['team', 'ls', '@my-scope'],
    ]) {
      failed(await made.run(...args), /E404|404 Not Found|E405/);
    }
    failed(await made.run('view', 'nothing'), /404 Not Found - GET .*\/nothing - .*was not found/);
    succeeded(await made.run('install', 'tool', '--audit'));
    failed(await made.run('audit'), /404|audit endpoint returned an error/);
    expect(estate.versions(of)).toEqual({ '1.0.0': 'Published' });
  });

  withNpm('NPM-33: a package.json with members of the registry is published all the same', async (made) => {
    succeeded(await made.publish(tool('1.0.0', { _id: 'tool@1.0.0', license: 'MIT', keywords: ['a'] })));
    const shown = JSON.parse(succeeded(await made.run('view', 'tool', '--json')).stdout);
    expect(shown).toMatchObject({ name: 'tool', license: 'MIT', keywords: ['a'], readmeFilename: 'README.md' });
  });
});
