import { describe, expect, test } from 'vitest';
import { Cargo, cargoVersion, learnCrate } from './cargo-fixtures';
import { Estate } from './estate';
import { failed, succeeded, testClient } from './scenarios';

const program = (crate: string) => ({ dependencies: `${crate} = "1"\n`, program: `${crate}::version()` });
const library = (version: string) => ({ library: `pub fn version() -> &'static str { "${version}" }\n` });

/** Builds and runs a program that uses a crate, and gives what it printed. */
async function used(cargo: Cargo, crate: string): Promise<string> {
  cargo.crate('app', '0.1.0', program(crate));
  return succeeded(await cargo.run('app', 'run', '--quiet')).stdout.trim();
}

async function published(cargo: Cargo, name: string, version: string, more = {}): Promise<void> {
  cargo.crate(name, version, { ...library(version), ...more });
  succeeded(await cargo.run(name, 'publish', '--registry', 'my', '--allow-dirty', '--no-verify'));
}

testClient({
  name: 'cargo',
  format: 'cargo',
  connection: 'public:crates-io',
  version: cargoVersion,
  scenarios: {
    async 'install through team, shared and store from the public repository'(estate) {
      await learnCrate(estate, 'inner', '1.0.3');
      await learnCrate(estate, 'outer', '1.2.0', ['inner']);
      await learnCrate(estate, 'outer', '2.0.0');
      expect(await used(new Cargo(estate), 'outer')).toBe('1.2.0');
      for (const repository of ['team', 'store']) {
        expect(estate.versions({ package: 'outer' }, repository)).toEqual({ '1.2.0': 'Published' });
        expect(estate.versions({ package: 'inner' }, repository)).toEqual({ '1.0.3': 'Published' });
      }
      expect(estate.versions({ package: 'outer' }, 'shared')).toEqual({});
      expect(estate.assets({ package: 'outer' }, '1.2.0')).toEqual(['outer-1.2.0.crate']);
    },
    async 'publish, and install what was published'(estate) {
      const cargo = new Cargo(estate);
      await learnCrate(estate, 'inner', '1.0.3');
      await published(cargo, 'base', '1.0.0');
      const dependencies = 'renamed = { package = "base", version = "1", registry = "my" }\ninner = "1"\n';
      const code = 'pub fn version() -> String { format!("{} {}", renamed::version(), inner::version()) }\n';
      cargo.crate('mine', '1.0.0', { dependencies, library: code });
      succeeded(await cargo.run('mine', 'publish', '--registry', 'my', '--allow-dirty'));
      expect(estate.versions({ package: 'mine' })).toEqual({ '1.0.0': 'Published' });
      cargo.crate('app', '0.1.0', {
        dependencies: 'mine = { version = "1", registry = "my" }\n',
        program: 'mine::version()',
      });
      expect(succeeded(await cargo.run('app', 'run', '--quiet')).stdout.trim()).toBe('1.0.0 1.0.3');
    },
    async 'publish again, the same'(estate) {
      const cargo = new Cargo(estate);
      await published(cargo, 'mine', '1.0.0');
      // Cargo looks into the index first, and does not send what is there.
      failed(await cargo.run('mine', 'publish', '--registry', 'my', '--allow-dirty', '--no-verify'), /already exists/);
      expect(estate.versions({ package: 'mine' })).toEqual({ '1.0.0': 'Published' });
    },
    async 'publish again, with other content'(estate) {
      const cargo = new Cargo(estate);
      await published(cargo, 'mine', '1.0.0');
      estate.setStatus({ package: 'mine' }, '1.0.0', 'Unlisted'); // or Cargo would not ask
      cargo.crate('mine', '1.0.0', library('other'));
      failed(
        await cargo.run('mine', 'publish', '--registry', 'my', '--allow-dirty', '--no-verify'),
        /409|other content/,
      );
    },
    async 'an Unlisted version is in no list, and can be fetched'(estate) {
      const cargo = new Cargo(estate);
      await learnCrate(estate, 'outer', '1.2.0');
      await learnCrate(estate, 'outer', '1.1.0');
      await used(cargo, 'outer');
      estate.setStatus({ package: 'outer' }, '1.2.0', 'Unlisted');
      cargo.crate('next', '0.1.0', program('outer'));
      expect(succeeded(await cargo.run('next', 'run', '--quiet')).stdout.trim()).toBe('1.1.0');
      // A build with a lock file needs the line too (CRG-48), so that the file is asked for as Cargo does.
      const download = `${estate.endpoint()}api/v1/crates/outer/1.2.0/download`;
      const response = await fetch(download, { headers: { authorization: estate.token() } });
      expect(response.status).toBe(200);
    },
    async 'an Archived version cannot be had'(estate) {
      const cargo = new Cargo(estate);
      await published(cargo, 'mine', '1.0.0');
      estate.setStatus({ package: 'mine' }, '1.0.0', 'Archived');
      cargo.crate('app', '0.1.0', program('mine'));
      failed(await cargo.run('app', 'fetch'), /no matching package named `mine` found/);
    },
    async 'publishing is blocked by the origin controls'(estate) {
      const cargo = new Cargo(estate);
      await published(cargo, 'mine', '1.0.0');
      estate.restrict({ package: 'mine' }, 'BLOCK', 'ALLOW');
      cargo.crate('mine', '1.0.1', library('1.0.1'));
      failed(
        await cargo.run('mine', 'publish', '--registry', 'my', '--allow-dirty', '--no-verify'),
        /This package is configured to block new versions/,
      );
      expect(estate.versions({ package: 'mine' })).toEqual({ '1.0.0': 'Published' });
    },
    async 'an expired token'(estate) {
      const cargo = new Cargo(estate);
      await learnCrate(estate, 'outer', '1.2.0');
      estate.letTokensExpire();
      cargo.crate('app', '0.1.0', program('outer'));
      failed(await cargo.run('app', 'fetch'), /401/);
      expect(await used(new Cargo(estate), 'outer')).toBe('1.2.0');
    },
    async "another domain's token"(estate) {
      const cargo = new Cargo(estate, { token: estate.token('other-domain') });
      await learnCrate(estate, 'outer', '1.2.0');
      cargo.crate('app', '0.1.0', program('outer'));
      failed(await cargo.run('app', 'fetch'), /401/);
      cargo.crate('mine', '1.0.0', library('1.0.0'));
      failed(await cargo.run('mine', 'publish', '--registry', 'my', '--allow-dirty', '--no-verify'), /401/);
      expect(estate.versions({ package: 'mine' })).toEqual({});
    },
  },
});

describe('cargo besides', { timeout: 120_000 }, () => {
  const withCargo = (title: string, act: (cargo: Cargo, estate: Estate) => Promise<void>) =>
    test(title, async (context) => {
      const estate = new Estate('cargo', 'public:crates-io');
      try {
        if (!(await cargoVersion(estate).catch(() => undefined))) return context.skip('cargo is not on this machine');
        await estate.open();
        await act(new Cargo(estate), estate);
      } finally {
        await estate.close();
      }
    });

  withCargo('CRG-09 CRG-10 CRG-14: add, fetch, check and login do what the guide says', async (cargo, estate) => {
    await learnCrate(estate, 'outer', '1.2.0');
    cargo.crate('app', '0.1.0', { program: '1' });
    succeeded(await cargo.run('app', 'add', 'outer'));
    succeeded(await cargo.run('app', 'fetch'));
    succeeded(await cargo.run('app', 'check'));
    expect(estate.versions({ package: 'outer' })).toEqual({ '1.2.0': 'Published' });
    // As on Windows: Cargo keeps the token that it is given.
    const provider = ['--config', 'registries.my.credential-provider="cargo:token"'];
    succeeded(await cargo.run('app', ...provider, 'login', '--registry', 'my', estate.token()));
    cargo.crate('mine', '1.0.0', library('1.0.0'));
    const publish = ['publish', '--registry', 'my', '--allow-dirty', '--no-verify'];
    succeeded(await cargo.run('mine', ...provider, ...publish));
    expect(estate.versions({ package: 'mine' })).toEqual({ '1.0.0': 'Published' });
  });

  withCargo('CRG-11 CRG-12 CRG-38: search, owner and yank are refused', async (cargo, estate) => {
    await published(cargo, 'mine', '1.0.0');
    failed(await cargo.run('mine', 'search', 'mine', '--registry', 'my'), /404/);
    failed(await cargo.run('mine', 'owner', '--list', '--registry', 'my'), /404|There is nothing/);
    failed(await cargo.run('mine', 'yank', 'mine@1.0.0', '--registry', 'my'), /404|There is nothing/);
    expect(estate.versions({ package: 'mine' })).toEqual({ '1.0.0': 'Published' });
  });

  withCargo('CRG-03: a crate is found by its name in another case', async (cargo, estate) => {
    await published(cargo, 'Mine', '1.0.0');
    cargo.crate('mine', '1.0.1', library('1.0.1'));
    failed(await cargo.run('mine', 'publish', '--registry', 'my', '--allow-dirty', '--no-verify'), /Mine is there/);
    expect(estate.versions({ package: 'Mine' })).toEqual({ '1.0.0': 'Published' });
    cargo.crate('app', '0.1.0', { dependencies: 'Mine = "1"\n', program: 'Mine::version()' });
    expect(succeeded(await cargo.run('app', 'run', '--quiet')).stdout.trim()).toBe('1.0.0');
  });
});
