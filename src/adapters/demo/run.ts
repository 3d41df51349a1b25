import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { AssetContent } from '../../api/types';
import type { SimulatorFact } from '../../simulator/calls';
import { hashesOf } from '../../simulator/content-store';
import { createSimulator } from '../create-simulator';
import {
  asset,
  coordinatesOf,
  distinct,
  domain,
  type Install,
  install,
  type Measured,
  tarballRequest,
  type Written,
} from './install';
import { measured } from './installed';
import { type LockedPackage, LockFileError, readLockFile } from './lock-file';
import { bytes, columns, type Known, progressLine } from './report';

/** Where the demo writes: `write` its findings, `progress` what is only for a terminal. */
export interface Output {
  write(text: string): void;
  readonly progress: { readonly isTTY?: boolean; write(text: string): unknown };
}

/** The parts of the AWS SDK that the demo uses; the caller imports them, so that the SDK stays optional. */
export type Sdk = typeof import('@aws-sdk/client-codeartifact');

/**
 * What CodeArtifact would do with `npm ci` of a lock file: builds team -> shared -> store -> the public npm
 * repository, and a second team beside the first, drives every package through them, and tells what was found,
 * stored and fetched. Throws a LockFileError, with a sentence for the user, for a file that is no lock file.
 */
export async function runDemo(path: string, sdk: Sdk, output: Output): Promise<void> {
  const packages = await packagesOf(path, output);
  output.write(`${inventory(path, packages)}\n`);
  const wanted = distinct(fetchedOf(packages));
  const known = knownOf(wanted);
  const sim = createSimulator();
  const client = new sdk.CodeartifactClient(sim.clientConfig());
  await build(client, sdk);
  sim.learn(wanted.map(offer));
  const example = wanted.reduce(larger, wanted[0]);
  const explanation = example && sim.explain('ReadAsset', tarballRequest('team', example.locked));

  const written = new Map<string, Written>();
  for (const repository of ['team', 'second-team']) {
    const done = install(sim, repository, wanted, progressLine(output.progress, `${repository}:`, wanted.length));
    for (const [name, { ingested, retained }] of done.written) written.set(name, { ingested, retained });
    output.write(`\nnpm ci against ${repository}\n\n${installed(done, known)}\n\n`);
    output.write(`${await repositories(client, sdk, written, known)}\n`);
    if (repository === 'team' && explanation) output.write(`\nOne version in full\n\n${explanation.text}\n`);
  }
  if (explanation?.mermaid) output.write(`\nThe way of that version, as Mermaid\n\n${explanation.mermaid}\n`);
}

async function packagesOf(path: string, { progress }: Output): Promise<Measured[]> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new LockFileError(`There is no file ${path} that can be read.`);
  });
  const locked = readLockFile(text);
  const report = progressLine(progress, 'measuring:', locked.length);
  const packages: Measured[] = [];
  for (const one of locked) {
    packages.push({
      locked: one,
      content: isRegistry(one) ? await measured(join(dirname(path), one.path)) : undefined,
    });
    report(packages.length);
  }
  return packages;
}

const isRegistry = ({ kind }: LockedPackage): boolean => kind === 'registry' || kind === 'alias';

/**
 * Those that `npm ci` fetches on this machine. Where it was run, it left out what is optional and not there; where
 * nothing is installed, what is made for other machines is left out.
 */
function fetchedOf(packages: readonly Measured[]): Measured[] {
  const wasRun = packages.some(({ content }) => content !== undefined);
  return packages.filter(
    ({ locked, content }) =>
      isRegistry(locked) && (content !== undefined || !locked.isOptional || (!wasRun && locked.isForHere)),
  );
}

function inventory(path: string, packages: readonly Measured[]): string {
  const fetched = fetchedOf(packages);
  const lines = [`${path}: ${packages.length} packages`];
  const aliases = fetched.filter(({ locked }) => locked.kind === 'alias');
  lines.push(`  ${fetched.length} to fetch, as ${distinct(fetched).length} distinct versions`);
  const count = (what: string, of: readonly Measured[]): void => {
    if (of.length > 0) lines.push(`  ${of.length} ${what}: ${some(of.map(({ locked }) => locked.path))}`);
  };
  count('under another name (alias)', aliases);
  count(
    'skipped, not for this machine',
    packages.filter((one) => isRegistry(one.locked) && !fetched.includes(one)),
  );
  for (const kind of ['link', 'git', 'file', 'bundled'] as const) {
    count(
      `not from a registry (${kind})`,
      packages.filter(({ locked }) => locked.kind === kind),
    );
  }
  const unmeasured = fetched.filter(({ content }) => content === undefined).length;
  if (unmeasured > 0) lines.push(`  ${unmeasured} not installed here: their sizes are unknown`);
  if (unmeasured < fetched.length)
    lines.push('  Sizes are those of the unpacked files installed here, not of tarballs.');
  return lines.join('\n');
}

const some = (paths: readonly string[]): string => {
  const names = paths.map((path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length));
  return names.length <= 4 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
};

/** Stands for content that is not here: its size is unknown, and is never printed; its digests tell it from others. */
const unmeasured = ({ name, version }: LockedPackage): AssetContent => ({
  size: 0,
  hashes: hashesOf(new TextEncoder().encode(`${name}@${version}`)),
});

/** What the public repository offers: the version with the content that was measured. */
function offer({ locked, content }: Measured): SimulatorFact {
  const dependencies = Object.entries(locked.dependencies).map(([name, versionRequirement]) => ({
    ...coordinatesOf(name),
    dependencyType: 'regular',
    versionRequirement,
  }));
  const licenses = locked.license === undefined ? [] : [{ name: locked.license }];
  return {
    type: 'public version',
    connection: 'public:npmjs',
    ...coordinatesOf(locked.name),
    version: locked.version,
    assets: [{ name: asset, ...(content ?? unmeasured(locked)) }],
    metadata: { dependencies, licenses },
  };
}

async function build(client: InstanceType<Sdk['CodeartifactClient']>, sdk: Sdk): Promise<void> {
  await client.send(new sdk.CreateDomainCommand({ domain }));
  const create = (repository: string, ...upstreams: string[]) =>
    client.send(
      new sdk.CreateRepositoryCommand({
        domain,
        repository,
        upstreams: upstreams.map((repositoryName) => ({ repositoryName })),
      }),
    );
  await create('store');
  await client.send(
    new sdk.AssociateExternalConnectionCommand({ domain, repository: 'store', externalConnection: 'public:npmjs' }),
  );
  await create('shared', 'store');
  await create('team', 'shared');
  await create('second-team', 'shared');
}

const larger = (a: Measured | undefined, b: Measured): Measured =>
  (b.content?.size ?? 0) > (a?.content?.size ?? -1) ? b : a!;

/** How much of what is fetched was measured. */
function knownOf(wanted: readonly Measured[]): Known {
  const count = wanted.filter(({ content }) => content !== undefined).length;
  return count === wanted.length ? 'all' : count === 0 ? 'none' : 'some';
}

const installed = ({ requests, searches, fetches, newBytes, sharedBytes }: Install, known: Known): string =>
  columns([
    ['requests', 'repositories searched', 'fetched from outside', 'new bytes stored', 'bytes already there'],
    [requests, searches, fetches, bytes(newBytes, known), bytes(sharedBytes, known)].map(String),
  ]);

/** What lies in each repository, as the AWS SDK tells it, and what the domain stores for it. */
async function repositories(
  client: InstanceType<Sdk['CodeartifactClient']>,
  sdk: Sdk,
  written: ReadonlyMap<string, Written>,
  known: Known,
): Promise<string> {
  const rows = [['repository', 'versions', 'ingested', 'retained', 'references', 'bytes referenced']];
  let referenced = 0;
  for (const repository of ['team', 'second-team', 'shared', 'store']) {
    const { versions, assets, size } = await contents(client, sdk, repository);
    const { ingested, retained } = written.get(repository) ?? { ingested: 0, retained: 0 };
    referenced += size;
    rows.push([repository, versions, ingested, retained, assets, bytes(size, known)].map(String));
  }
  const { domain: described } = await client.send(new sdk.DescribeDomainCommand({ domain }));
  const stored = bytes(described?.assetSizeBytes ?? 0, known);
  return `${columns(rows)}\n\nBytes stored in the domain: ${stored}; referenced: ${bytes(referenced, known)}.`;
}

async function contents(client: InstanceType<Sdk['CodeartifactClient']>, sdk: Sdk, repository: string) {
  const held = { versions: 0, assets: 0, size: 0 };
  for await (const { packages = [] } of sdk.paginateListPackages({ client, pageSize: 1000 }, { domain, repository })) {
    for (const { format, namespace, package: name } of packages) {
      const at = { domain, repository, format, namespace, package: name };
      for await (const { versions = [] } of sdk.paginateListPackageVersions({ client }, at)) {
        for (const { version: packageVersion } of versions) {
          held.versions += 1;
          for await (const { assets = [] } of sdk.paginateListPackageVersionAssets(
            { client },
            { ...at, packageVersion },
          )) {
            held.assets += assets.length;
            held.size += assets.reduce((sum, { size = 0 }) => sum + size, 0);
          }
        }
      }
    }
  }
  return held;
}
