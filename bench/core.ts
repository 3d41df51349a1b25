/**
 * The core against a baseline on mutable Maps, and against itself at other sizes: one table of ratios from one run.
 * `npm run bench`, with the trace on as it always is.
 */
import { produce } from 'immer';
import { execute, request } from '../src/core';
import { domainKey, packageKey, versionKey } from '../src/model/keys';
import type { State } from '../src/model/state';
import { withFacts } from '../src/ops/learn';
import type { ReadAssetInput } from '../src/ops/read-asset';
import { compare, type Row, table } from './measure';
import { assetOf, baselineOf, context, domain, done, nameOf, owner, stateOf, versionOf } from './states';

/** The request for a tarball; written out, since a spread costs as much as a hit. */
const tarball = (repository: string, name: string, version: string): ReadAssetInput => ({
  domain,
  repository,
  format: 'npm',
  package: name,
  version,
  asset: 'package.tgz',
});
const wide = { repositories: 1_000, packages: 1_000, versions: 1 };
const rows: Row[] = [];

{
  const state = stateOf(wide);
  const baseline = baselineOf(wide);
  const read = (name: string, version: string) =>
    request(state, 'ReadAsset', tarball('repo-0', name, version), context);
  const open = withFacts(state, [{ type: 'access', mode: 'off' }], context);
  rows.push(
    compare({
      name: 'a cached hit, with access off',
      atMost: 3,
      ours: (i) => request(open, 'ReadAsset', tarball('repo-0', nameOf(i % 1000), '1.0.0'), context),
      theirs: (i) => baseline.read(owner, domain, 'repo-0', `npm//${nameOf(i % 1000)}`, '1.0.0', 'package.tgz'),
    }),
    compare({
      name: 'a cached hit',
      atMost: 3,
      ours: (i) => read(nameOf(i % 1000), '1.0.0'),
      theirs: (i) => baseline.read(owner, domain, 'repo-0', `npm//${nameOf(i % 1000)}`, '1.0.0', 'package.tgz'),
    }),
    compare({
      name: 'a 404 through a chain of 10',
      atMost: 2,
      ours: (i) => read(`absent-${i % 1000}`, '1.0.0'),
      theirs: (i) => baseline.read(owner, domain, 'repo-0', `npm//absent-${i % 1000}`, '1.0.0', 'package.tgz'),
    }),
  );
  const forget = (n: number): void => {
    for (const name of ['repo-0', 'repo-9'])
      baseline.repository(owner, domain, name).packages.delete(`npm//public-${n}`);
  };
  rows.push(
    compare({
      name: 'an ingestion through it',
      atMost: 5,
      ours: (i) => read(`public-${i % 2000}`, '1.0.0'),
      theirs: (i) => {
        forget(i % 2000);
        return baseline.read(owner, domain, 'repo-0', `npm//public-${i % 2000}`, '1.0.0', 'package.tgz');
      },
    }),
  );
}

const publish = (state: State, i: number, repository = 'repo-0') =>
  request(
    state,
    'Publish',
    {
      domain,
      format: 'npm',
      repository,
      package: `new-${i}`,
      version: '1.0.0',
      assets: [assetOf(60_000_000 + i)],
      metadata: {},
    },
    context,
  );

/** One field of one stored version changed by immer's `produce`, and so at each level above it; nothing else done. */
function touch(state: State, key: string): State {
  const at = domainKey(context.region, owner, domain);
  const found = state.domains.get(at)!;
  const id = found.repositoryIds.get('repo-0')!;
  const repository = found.repositories.get(id)!;
  const version = produce(repository.versions.get(key)!, (draft) => {
    draft.status = draft.status === 'Published' ? 'Unlisted' : 'Published';
  });
  const changed = produce(repository as unknown as Loose, (draft) => {
    draft.versions = repository.versions.with(key, version);
  }) as unknown as typeof repository;
  const parent = produce(found as unknown as Loose, (draft) => {
    draft.repositories = found.repositories.with(id, changed);
  }) as unknown as typeof found;
  return produce(state as unknown as Loose, (draft) => {
    draft.domains = state.domains.with(at, parent);
  }) as unknown as State;
}

type Loose = Record<string, unknown> & object;

{
  const state = stateOf(wide);
  const key = versionKey(packageKey({ format: 'npm', package: nameOf(5) }), '1.0.0');
  const published = (repository: string) => (i: number) => publish(state, i, repository);
  const root = () =>
    produce(state, (s) => {
      s.sequence += 1;
    });
  rows.push(
    compare({
      name: 'a publish, to a produce of one version field',
      atMost: 3,
      ours: published('repo-500'),
      theirs: () => touch(state, key),
    }),
    compare({
      name: 'a publish above a chain of 10, to the same',
      ours: published('repo-0'),
      theirs: () => touch(state, key),
    }),
    compare({
      name: 'a publish, to a produce of one field of the root',
      atMost: 3,
      ours: published('repo-500'),
      theirs: root,
    }),
  );
}

/** The four operations that must not grow with what is stored. */
const growing: Record<string, (state: State, i: number, packages: number, versions: number) => unknown> = {
  publish: (state, i) => publish(state, i),
  retain: (state, i, packages, versions) => {
    const input = tarball('other', nameOf((i * 7) % packages), versionOf((i * 7) % versions));
    return done(request(state, 'ReadAsset', input, context));
  },
  hit: (state, i, packages, versions) => {
    const input = tarball('repo-0', nameOf((i * 7) % packages), versionOf((i * 7) % versions));
    return done(request(state, 'ReadAsset', input, context));
  },
  'a page of ListPackages': (state) => done(execute(state, 'ListPackages', { domain, repository: 'repo-0' }, context)),
};

function grow(name: string, small: Parameters<typeof stateOf>[0], large: Parameters<typeof stateOf>[0]): void {
  const withOther = (sizes: typeof small): State => {
    const upstreams = [{ repositoryName: 'repo-0' }];
    return done(execute(stateOf(sizes), 'CreateRepository', { domain, repository: 'other', upstreams }, context));
  };
  const [before, after] = [withOther(small), withOther(large)];
  for (const [what, run] of Object.entries(growing)) {
    rows.push(
      compare({
        name: `${what}, ${name}`,
        atMost: 3,
        ours: (i) => run(after, i, large.packages, large.versions),
        theirs: (i) => run(before, i, small.packages, small.versions),
      }),
    );
  }
}
grow(
  'at 1e6 versions to 1e3',
  { repositories: 2, packages: 1_000, versions: 1 },
  { repositories: 2, packages: 1_000_000, versions: 1 },
);
grow('at 1,000 repositories to 2', { repositories: 2, packages: 1_000, versions: 1 }, wide);
grow(
  'at 5,000 versions of a package to 5',
  { repositories: 2, packages: 1, versions: 5 },
  { repositories: 2, packages: 1, versions: 5_000 },
);

console.log(table(rows));
