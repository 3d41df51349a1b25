import { inflateSync } from 'node:zlib';
import { load, type RubyObject } from '@hyrious/marshal';
import { describe, expect, test } from 'vitest';
import { gemBytes } from '../../../clients/package-managers/ruby-fixtures';
import { RubyEndpoint } from './support';

const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());

describe('gems', () => {
  test('RBY-31: a gem is a redirect to the store, and then the bytes', async () => {
    const endpoint = new RubyEndpoint();
    const gem = { name: 'rack', version: '3.0' };
    await endpoint.pushed(gem);
    const led = await endpoint.ask('gems/rack-3.0.gem', { follow: false });
    expect([led.status, led.headers.has('location')]).toEqual([307, true]);
    const response = await endpoint.ask('gems/rack-3.0.gem');
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(await bytesOf(response)).toEqual(await gemBytes(gem));
  });

  test.each([
    ['a-b', '1.0', undefined],
    ['a-1', '2.0', undefined],
    ['a', '1', '2.0-x'],
    ['a-1-b', '0.9.pre', 'arm64-darwin-22'],
    ['9', '1', undefined],
    ['a', '1.0-alpha.1', undefined],
    ['a', '1.0-alpha', 'java'],
  ])(
    'RBY-05, RBY-31: the parts of a name may have hyphens: gem %s, version %s, platform %s',
    async (name, version, platform) => {
      const endpoint = new RubyEndpoint();
      const gem = { name, version, platform };
      await endpoint.pushed(gem);
      const file = [name, version, ...(platform ? [platform] : [])].join('-');
      expect(await bytesOf(await endpoint.ask(`gems/${file}.gem`))).toEqual(await gemBytes(gem));
    },
  );

  test.each(['rack-9.gem', 'rack-3.0.gem.gem', 'rack.gem', '-3.0.gem', 'rack-3.0', '.gem', 'rack-3.0-java.gem'])(
    'RBY-31: there is no %s',
    async (file) => {
      const endpoint = new RubyEndpoint();
      await endpoint.pushed({ name: 'rack', version: '3.0' });
      expect((await endpoint.ask(`gems/${file}`)).status).toBe(404);
    },
  );

  test('a name that can be read in many ways is not read in all', async () => {
    const response = await new RubyEndpoint().ask(`gems/a${'-1'.repeat(2000)}.gem`);
    expect(response.status).toBe(400); // AUT-97: its readings are too long for names
    expect((await new RubyEndpoint().ask(`gems/a${'-1'.repeat(60)}.gem`)).status).toBe(404);
  });

  test.each(['gems/NAME.gem', 'quick/Marshal.4.8/NAME.gemspec.rz'])(
    'AUT-97: a name that is too long for a gem is 400 at %s, before any of its readings is tried',
    async (path) => {
      const endpoint = new RubyEndpoint();
      const start = performance.now();
      const response = await endpoint.ask(path.replace('NAME', `${'a-'.repeat(4000)}1`));
      expect(response.status).toBe(400);
      expect(performance.now() - start).toBeLessThan(2000);
    },
  );

  test('RBY-44, RBY-45: an Unlisted gem can be fetched, an Archived or Disposed one cannot', async () => {
    const endpoint = new RubyEndpoint();
    for (const version of ['1.0', '1.1', '1.2']) await endpoint.pushed({ name: 'rack', version });
    endpoint.setStatus({ package: 'rack' }, '1.0', 'Unlisted');
    endpoint.setStatus({ package: 'rack' }, '1.1', 'Archived');
    const at = { domain: 'my-domain', repository: 'team', format: 'ruby', package: 'rack', versions: ['1.2'] } as const;
    expect(endpoint.simulator.execute('DisposePackageVersions', at).ok).toBe(true);
    const status = async (version: string) => (await endpoint.ask(`gems/rack-${version}.gem`)).status;
    expect([await status('1.0'), await status('1.1'), await status('1.2')]).toEqual([200, 404, 404]);
    for (const path of ['versions', 'names']) expect(await endpoint.lines(path)).toEqual([]);
  });

  test('RBY-47: fetching a gem retains its version here and at the connection, with its other platforms', async () => {
    const endpoint = new RubyEndpoint();
    const plain = { name: 'open', version: '1.0' };
    await endpoint.offer(plain, { ...plain, platform: 'java' });
    await endpoint.text('info/open');
    expect(endpoint.versions({ package: 'open' })).toEqual({});
    await endpoint.ask('gems/open-1.0.gem', { method: 'HEAD' });
    expect(endpoint.versions({ package: 'open' })).toEqual({});
    expect(await bytesOf(await endpoint.ask('gems/open-1.0.gem'))).toEqual(await gemBytes(plain));
    for (const repository of ['team', 'store']) {
      expect(endpoint.versions({ package: 'open' }, repository)).toEqual({ '1.0': 'Published' });
      const at = { domain: 'my-domain', repository, format: 'ruby', package: 'open', packageVersion: '1.0' } as const;
      const assets = endpoint.simulator.execute('ListPackageVersionAssets', at);
      const names = assets.ok && assets.output.assets!.map(({ name }) => name);
      expect(names).toEqual(['open-1.0-java.gem', 'open-1.0.gem']);
    }
    expect(endpoint.versions({ package: 'open' }, 'shared')).toEqual({});
  });
});

describe('gemspecs by themselves', () => {
  test('RBY-32: the deflated Marshal of what is known of the gem, which fetches nothing', async () => {
    const endpoint = new RubyEndpoint();
    await endpoint.offer({
      name: 'open',
      version: '1.0',
      platform: 'java',
      dependencies: { rack: '~> 2.0' },
      ruby: '>= 3',
    });
    const response = await endpoint.ask('quick/Marshal.4.8/open-1.0-java.gemspec.rz');
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    const gemspec = load(inflateSync(await bytesOf(response))) as RubyObject;
    expect(gemspec.class).toBe(Symbol.for('Gem::Specification'));
    const fields = load(gemspec.userDefined!) as readonly unknown[];
    expect(fields).toHaveLength(19);
    expect(fields.slice(1, 3)).toEqual([4, 'open']);
    expect(fields[3]).toMatchObject({ class: Symbol.for('Gem::Version'), userMarshal: ['1.0'] });
    expect(fields[6]).toMatchObject({ userMarshal: [[['>=', { userMarshal: ['3'] }]]] });
    expect([fields[8], fields[16]]).toEqual(['java', 'java']);
    const [dependency] = fields[9] as readonly Record<symbol, unknown>[];
    expect(dependency![Symbol.for('@name')]).toBe('rack');
    expect(dependency![Symbol.for('@type')]).toBe(Symbol.for('runtime'));
    expect(dependency![Symbol.for('@requirement')]).toMatchObject({
      userMarshal: [[['~>', { userMarshal: ['2.0'] }]]],
    });
    expect(endpoint.versions({ package: 'open' })).toEqual({});
  });

  test.each(['open-1.0-java.gemspec.rz', 'open-2.gemspec.rz', 'nope-1.0.gemspec.rz', 'open-1.0.gem', 'open'])(
    'RBY-32: there is no %s',
    async (file) => {
      const endpoint = new RubyEndpoint();
      await endpoint.offer({ name: 'open', version: '1.0' });
      expect((await endpoint.ask(`quick/Marshal.4.8/${file}`)).status).toBe(404);
    },
  );
});
