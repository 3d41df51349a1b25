import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { packed } from '../../adapters/endpoints/cargo/crates';
import type { Ended } from '../fetched';
import type { Estate } from './estate';

/** Tells of a crate at the public registry, whose library says its version. */
export async function learnCrate(
  estate: Estate,
  name: string,
  version: string,
  deps: readonly string[] = [],
): Promise<void> {
  const library = `pub fn version() -> &'static str { "${version}" }\n`;
  const dependencies = deps.map((dependency) => `${dependency} = "1"\n`).join('');
  const toml = `[package]\nname = "${name}"\nversion = "${version}"\nedition = "2021"\n[dependencies]\n${dependencies}`;
  const bytes = await packed(name, version, { 'Cargo.toml': toml, 'src/lib.rs': library });
  const manifest = JSON.stringify({
    name,
    vers: version,
    deps: deps.map((dependency) => ({
      name: dependency,
      req: '^1',
      features: [],
      optional: false,
      default_features: true,
      target: null,
      kind: 'normal',
    })),
    features: {},
  });
  const assets = [{ name: `${name}-${version}.crate`, bytes }];
  const fact = { type: 'public version', connection: 'public:crates-io', package: name, version, assets } as const;
  estate.learn({ ...fact, publishedTime: Date.UTC(2024, 0, 1), metadata: { manifest } });
}

/** Cargo in the folder of an estate: its home, its registry `my`, and the token it has. */
export class Cargo {
  readonly #estate: Estate;

  /** As AWS's guide has it: the token comes from a program; crates of the public registry come from `my` too. */
  constructor(estate: Estate, { repository = 'team', token = estate.token() } = {}) {
    this.#estate = estate;
    this.write('token.sh', `#!/bin/sh\necho ${token}\n`);
    chmodSync(join(estate.folder, 'token.sh'), 0o755);
    this.write(
      '.cargo/config.toml',
      `[registries.my]
index = "sparse+${estate.endpoint(repository)}"
credential-provider = "cargo:token-from-stdout ${join(estate.folder, 'token.sh')}"
[registry]
default = "my"
[source.crates-io]
replace-with = "my"
`,
    );
  }

  write(path: string, text: string): void {
    const whole = join(this.#estate.folder, path);
    mkdirSync(dirname(whole), { recursive: true });
    writeFileSync(whole, text);
  }

  /** A package in a folder of its name: a library, or a program that prints what is given. */
  crate(name: string, version: string, { dependencies = '', library = '', program = '' } = {}): void {
    const about = 'description = "A crate"\nlicense = "MIT"\nhomepage = "https://site.example"\n';
    const head = `[package]\nname = "${name}"\nversion = "${version}"\nedition = "2021"\n${about}`;
    this.write(`${name}/Cargo.toml`, `${head}[dependencies]\n${dependencies}`);
    if (program === '') this.write(`${name}/src/lib.rs`, library);
    else this.write(`${name}/src/main.rs`, `fn main() { println!("{}", ${program}); }\n`);
  }

  run(crate: string, ...args: readonly string[]): Promise<Ended> {
    const { folder } = this.#estate;
    return this.#estate.run('cargo', args, { cwd: join(folder, crate), env: environment(folder) });
  }
}

/** Nothing of this machine's Cargo but the compiler: what it fetches and makes lies in the folder. */
const environment = (folder: string): Record<string, string> => ({
  CARGO_HOME: join(folder, '.cargo'),
  CARGO_TARGET_DIR: join(folder, 'target'),
  CARGO_TERM_COLOR: 'never',
  RUSTUP_HOME: process.env.RUSTUP_HOME ?? join(homedir(), '.rustup'),
});

/** The version of Cargo on this machine. */
export async function cargoVersion(estate: Estate): Promise<string | undefined> {
  const { code, stdout } = await estate.run('cargo', ['--version'], { env: environment(estate.folder) });
  return code === 0 ? /^cargo (\S+)/.exec(stdout)?.[1] : undefined;
}
