import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { configuredAddress } from '../../src/adapters/outside/node/configured';
import { Ground, report } from './support';

const wanted = process.env.CODEARTIFACT_SIM_PUBLIC_CRATE ?? 'itoa';
/** Cargo does not tell its own index: it is given, or what replaces it is configured. */
const address = process.env.CODEARTIFACT_SIM_PUBLIC_CRATES ?? (await configuredAddress('public:crates-io'));
const ground = new Ground('cargo', 'public:crates-io', address);
afterAll(() => ground.close());

function build(endpoint: string, token: string) {
  const cwd = ground.room();
  mkdirSync(join(cwd, 'src'));
  mkdirSync(join(cwd, '.cargo'));
  writeFileSync(join(cwd, 'src', 'lib.rs'), '');
  const manifest = `[package]\nname = "tried"\nversion = "0.1.0"\nedition = "2021"\n[dependencies]\n${wanted} = "*"\n`;
  writeFileSync(join(cwd, 'Cargo.toml'), manifest);
  const registry = `[registries.sim]\nindex = "sparse+${endpoint}"\ncredential-provider = "cargo:token"\n`;
  writeFileSync(join(cwd, '.cargo', 'config.toml'), `${registry}[source.crates-io]\nreplace-with = "sim"\n`);
  const { RUSTUP_HOME = join(process.env.HOME ?? '', '.rustup') } = process.env;
  const env = { CARGO_HOME: join(cwd, 'home'), CARGO_REGISTRIES_SIM_TOKEN: `Bearer ${token}`, RUSTUP_HOME };
  return { program: 'cargo', args: ['build'], cwd, env };
}

test('EXT-21 RET-03: cargo build with a dependency, and again with the network off', async () => {
  const first = await ground.run('on', build);
  report(`cargo build with ${wanted}`, first);
  expect(first.code, first.said).toBe(0);
  const second = await ground.run('off', build);
  report('the same with the network off', second);
  expect(second.code, second.said).toBe(0);
  expect(second.stored).toBe(first.stored);
});
