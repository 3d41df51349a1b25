import { freeze } from 'immer';
import { execute, type request } from '../src/core';
import { initialState } from '../src/model/initial-state';
import { catalogueKey, domainKey, packageKey, versionKey } from '../src/model/keys';
import type { Asset, PackageVersion, State } from '../src/model/state';
import type { Context } from '../src/model/view';
import { emptyByName } from '../src/model/wide-map';
import { noTags } from '../src/resolution/records';
import { Baseline, type PlainRepository, type PlainVersion } from './baseline';

export const owner = '111122223333';
export const context: Context = { account: owner, region: 'us-west-2', now: Date.UTC(2026, 0, 1) };
export const domain = 'my-domain';

/** Sizes of a bench state: so many packages of so many versions each in `repo-0`, beside so many repositories. */
export interface Sizes {
  readonly repositories: number;
  readonly packages: number;
  readonly versions: number;
}

const hex = (n: number, length: number): string =>
  n
    .toString(16)
    .padStart(8, '0')
    .repeat(length / 8);

/** The one asset of the n-th version; its digests differ from those of all others. */
export const assetOf = (n: number): Asset =>
  freeze(
    {
      name: 'package.tgz',
      size: 1000 + (n % 1000),
      hashes: { MD5: hex(n, 32), 'SHA-1': hex(n, 40), 'SHA-256': hex(n, 64), 'SHA-512': hex(n, 128) },
    },
    true,
  );

export const nameOf = (n: number): string => `package-${n}`;
export const versionOf = (n: number): string => `1.${n}.0`;

/** A state with a chain repo-0 <- repo-1 <- ... <- repo-9 (connected to npm's public repository), and others beside. */
export function stateOf({ repositories, packages, versions }: Sizes): State {
  let state = done(
    execute(initialState({ quotas: { repositoriesPerDomain: 2_000 } }), 'CreateDomain', { domain }, context),
  );
  for (let i = repositories - 1; i >= 0; i--) {
    const upstreams = i < 9 && i + 1 < repositories ? [{ repositoryName: `repo-${i + 1}` }] : [];
    state = done(execute(state, 'CreateRepository', { domain, repository: `repo-${i}`, upstreams }, context));
  }
  const last = `repo-${Math.min(9, repositories - 1)}`;
  const connection = { domain, repository: last, externalConnection: 'public:npmjs' };
  if (repositories > 1) state = done(execute(state, 'AssociateExternalConnection', connection, context));
  return filled(withCatalogue(state, 2_000), 'repo-0', packages, versions);
}

/** The state with packages stored in a repository, put there directly: to get there by calls would take minutes. */
export function filled(state: State, repository: string, packages: number, versions: number): State {
  const key = domainKey(context.region, owner, domain);
  const found = state.domains.get(key)!;
  const id = found.repositoryIds.get(repository)!;
  const place = found.repositories.get(id)!;
  const count = packages * versions;
  const assets = Array.from({ length: count }, (_, n) => assetOf(n));
  const packageKeys = Array.from({ length: packages }, (_, p) => packageKey({ format: 'npm', package: nameOf(p) }));
  const record = Object.freeze({
    restrictions: Object.freeze({ publish: 'ALLOW', upstream: 'ALLOW' } as const),
    tags: noTags,
    sequenceNumber: versions,
  });
  const origin = freeze({ originType: 'INTERNAL' as const, domainEntryPoint: { repositoryName: repository } }, true);
  const versionRecord = (n: number): PackageVersion => {
    const version = versionOf(n % versions);
    return freeze(
      {
        version,
        revision: hex(n, 40),
        status: 'Published',
        origin,
        publishedTime: n,
        assets: [assets[n]!],
        metadata: {},
      },
      true,
    );
  };
  const filledRepository = Object.freeze({
    ...place,
    packages: place.packages.withAll(packageKeys.map((packageKey) => [packageKey, record] as const)),
    versions: place.versions.withAll(
      (function* () {
        for (let n = 0; n < count; n++) {
          yield [
            versionKey(packageKeys[Math.floor(n / versions)]!, versionOf(n % versions)),
            versionRecord(n),
          ] as const;
        }
      })(),
    ),
  });
  const filledDomain = Object.freeze({
    ...found,
    repositories: found.repositories.with(id, filledRepository),
    assets: found.assets.withAll(
      assets.map(({ hashes, size }) => [hashes['SHA-256'], Object.freeze({ size, references: 1 })] as const),
    ),
    assetSizeBytes: assets.reduce((sum, { size }) => sum + size, 0),
  });
  return Object.freeze({ ...state, domains: state.domains.with(key, filledDomain) });
}

/** The state whose public npm repository offers `public-0`, `public-1` and so on. */
function withCatalogue(state: State, count: number): State {
  const offers = Array.from({ length: count }, (_, n) => {
    const key = versionKey(packageKey({ format: 'npm', package: `public-${n}` }), '1.0.0');
    return [
      key,
      freeze({ version: '1.0.0', publishedTime: 0, assets: [assetOf(50_000_000 + n)], metadata: {} }, true),
    ] as const;
  });
  const catalogue = Object.freeze({
    listsAssets: true,
    versions: emptyByName<(typeof offers)[number][1]>().withAll(offers),
    tags: emptyByName<never>(),
    refreshTimes: emptyByName<number>(),
  });
  const key = catalogueKey(context.region, 'public:npmjs');
  return Object.freeze({ ...state, catalogues: state.catalogues.with(key, catalogue) });
}

/** The same world for the baseline. */
export function baselineOf({ repositories, packages, versions }: Sizes): Baseline {
  const baseline = new Baseline();
  const all = Array.from(
    { length: repositories },
    (_, i): PlainRepository => ({
      name: `repo-${i}`,
      upstreams: [],
      connection: undefined,
      packages: new Map(),
      sequences: new Map(),
    }),
  );
  for (let i = 0; i < 9 && i + 1 < repositories; i++) all[i]!.upstreams.push(all[i + 1]!);
  const version = (text: string, asset: Asset): PlainVersion => ({
    version: text,
    revision: '',
    status: 'Published',
    publishedTime: 0,
    assets: [asset],
  });
  const last = all[Math.min(9, repositories - 1)]!;
  last.connection = new Map();
  for (let n = 0; n < 2_000; n++)
    last.connection.set(`npm//public-${n}@1.0.0`, version('1.0.0', assetOf(50_000_000 + n)));
  const assets = new Map<string, { size: number; references: number }>();
  for (let p = 0; p < packages; p++) {
    const stored = new Map<string, PlainVersion>();
    for (let v = 0; v < versions; v++) {
      const asset = assetOf(p * versions + v);
      stored.set(versionOf(v), version(versionOf(v), asset));
      assets.set(asset.hashes['SHA-256'], { size: asset.size, references: 1 });
    }
    all[0]!.packages.set(`npm//${nameOf(p)}`, stored);
  }
  const byName = new Map(all.map((repository) => [repository.name, repository]));
  baseline.domains.set(`${owner}/${domain}`, { repositories: byName, assets, size: 0, events: [] });
  return baseline;
}

/** The state after a call that must succeed. */
export function done(result: ReturnType<typeof execute> | ReturnType<typeof request>): State {
  if (!result.ok) throw new Error(`${result.error.name}: ${result.error.message}`);
  return result.state;
}
