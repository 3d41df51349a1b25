import * as fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { bodyOf, indexPathOf, packed, publicationOf, sha256Of } from '../adapters/endpoints/cargo/crates';
import { Endpoint } from '../adapters/endpoints/support';
import { anyRequest, fuzzRuns } from './endpoint-requests';

/** In the order of precedence; the third and the fourth are one version (CRG-05). */
const versions = ['0.9.0', '1.0.0-rc.1', '1.0.0', '1.0.0+b', '1.10.0'] as const;
const chain = ['team', 'shared', 'store'] as const;
const statuses = ['Published', 'Unlisted', 'Archived'] as const;

type Version = (typeof versions)[number];
type Name = (typeof chain)[number];
interface Held {
  readonly version: Version;
  readonly status: (typeof statuses)[number];
  readonly time: number;
  readonly digest: string;
  readonly yanked: boolean;
}

/** What the rulebook says of one crate in the chain of repositories, on plain maps; it shares no code with src. */
class Oracle {
  readonly held = { team: new Map<string, Held>(), shared: new Map<string, Held>(), store: new Map<string, Held>() };
  readonly public = new Map<string, Held>();
  /** The settings of the package in each repository that has it (ORG-27, ORG-28, ORG-31). */
  readonly settings: Partial<Record<Name, 'from here' | 'from elsewhere'>> = {};

  static identity = (version: Version): string => version.split('+')[0]!; // CRG-05

  /** The places in which a repository looks, the nearest first (RES-02, RES-16, RES-30). */
  places(from: Name): Map<string, Held>[] {
    const found: Map<string, Held>[] = [];
    for (const name of chain.slice(chain.indexOf(from))) {
      found.push(this.held[name]);
      if (this.settings[name] === 'from here') return found;
    }
    return [...found, this.public];
  }

  publish(to: Name, version: Version, digest: string, time: number): number {
    const identity = Oracle.identity(version);
    const own = this.held[to].get(identity);
    if (this.settings[to] === 'from elsewhere') return 403; // ORG-16
    if (
      this.places(to)
        .slice(1)
        .some((place) => place.has(identity))
    )
      return 409; // PUB-47
    if (own) return own.status !== 'Archived' && own.version === version && own.digest === digest ? 200 : 409;
    this.held[to].set(identity, { version, status: 'Published', time, digest, yanked: false });
    this.settings[to] ??= 'from here';
    return 200;
  }

  download(from: Name, version: Version): number {
    const identity = Oracle.identity(version);
    const places = this.places(from);
    const place = places.find((each) => each.has(identity));
    const found = place?.get(identity);
    if (!found || found.status === 'Archived') return 404;
    const takers: Name[] = place === this.public ? [from, 'store'] : [from]; // RET-01 to RET-05
    for (const taker of takers) {
      if (this.held[taker].has(identity)) continue;
      this.held[taker].set(identity, found);
      this.settings[taker] ??= 'from elsewhere';
    }
    return 200;
  }

  /** The lines of the index as it must be (CRG-21, RES-19 to RES-21). */
  index(of: Name): Held[] {
    const decided = new Map<string, Held>();
    for (const place of this.places(of)) {
      for (const [identity, held] of place) if (!decided.has(identity)) decided.set(identity, held);
    }
    return [...decided.values()]
      .filter(({ status }) => status === 'Published')
      .sort((a, b) => a.time - b.time || versions.indexOf(a.version) - versions.indexOf(b.version));
  }
}

const version = fc.constantFrom(...versions);
const repository = fc.constantFrom(...chain);
const anyAction = fc.oneof(
  fc.record({ kind: fc.constant('publish' as const), repository, version, content: fc.constantFrom('a', 'b') }),
  fc.record({
    kind: fc.constant('offer' as const),
    version,
    yanked: fc.boolean(),
    day: fc.integer({ min: 1, max: 9 }),
  }),
  fc.record({ kind: fc.constant('download' as const), repository, version }),
  fc.record({ kind: fc.constant('set' as const), repository, version, status: fc.constantFrom(...statuses) }),
  fc.record({ kind: fc.constant('wait' as const), seconds: fc.integer({ min: 1, max: 9 }) }),
);
type Action = typeof anyAction extends fc.Arbitrary<infer T> ? T : never;

const crates = new Map<string, Uint8Array>();
beforeAll(async () => {
  for (const each of versions) {
    for (const content of ['a', 'b', 'public']) {
      crates.set(`${content} ${each}`, await packed('mine', each, { 'src/lib.rs': `// ${content}` }));
    }
  }
});

async function act(endpoint: Endpoint, oracle: Oracle, action: Action): Promise<void> {
  const now = endpoint.simulator.now();
  if (action.kind === 'wait') return endpoint.clock.set(new Date(now + action.seconds * 1000));
  const identity = Oracle.identity(action.version);
  const vers = action.version;
  if (action.kind === 'publish') {
    const crate = crates.get(`${action.content} ${vers}`)!;
    const body = bodyOf({ name: 'mine', vers, deps: [], features: {} }, crate);
    const asking = { method: 'PUT', body, repository: action.repository };
    const { status } = await endpoint.ask('api/v1/crates/new', asking);
    expect(status).toBe(oracle.publish(action.repository, vers, sha256Of(crate), now));
  } else if (action.kind === 'offer') {
    if (oracle.public.has(identity)) return;
    const bytes = crates.get(`public ${vers}`)!;
    const publishedTime = Date.UTC(2026, 0, action.day);
    const { yanked } = action;
    endpoint.learn({
      type: 'public version',
      connection: 'public:crates-io',
      package: 'mine',
      version: vers,
      publishedTime,
      assets: [{ name: `mine-${vers}.crate`, bytes }],
      metadata: yanked ? { yanked } : {},
    });
    const digest = sha256Of(bytes);
    oracle.public.set(identity, { version: vers, status: 'Published', time: publishedTime, digest, yanked });
  } else if (action.kind === 'download') {
    const path = `api/v1/crates/mine/${encodeURIComponent(vers)}/download`;
    const { status } = await endpoint.ask(path, { repository: action.repository });
    expect(status).toBe(oracle.download(action.repository, vers));
  } else {
    const held = oracle.held[action.repository].get(identity);
    if (!held) return;
    endpoint.setStatus({ package: 'mine' }, held.version, action.status, action.repository);
    oracle.held[action.repository].set(identity, { ...held, status: action.status });
  }
}

/** What the index of a repository names; each file is fetched in a simulator of its own, since that stores it. */
async function checked(endpoint: Endpoint, of: Name): Promise<[string, string, boolean][]> {
  const headers = { authorization: endpoint.token() };
  const { fetch } = endpoint.simulator.fork();
  const base = endpoint.base(of);
  const config = await fetch(`${base}config.json`, { headers });
  const { dl, api } = (await config.json()) as { readonly dl: string; readonly api: string };
  const response = await fetch(base + indexPathOf('mine'), { headers });
  if (response.status === 404) return [];
  const lines = (await response.text()).trimEnd().split('\n');
  const named = lines.map((line) => JSON.parse(line) as { name: string; vers: string; cksum: string; yanked: boolean });
  for (const { name, vers, cksum } of named) {
    const led = await fetch(`${dl}/${name}/${encodeURIComponent(vers)}/download`, { headers });
    expect(led.status).toBe(307);
    const file = await fetch(led.headers.get('location')!);
    expect(sha256Of(new Uint8Array(await file.arrayBuffer()))).toBe(cksum);
  }
  const answer = await fetch(`${api}/api/v1/crates/mine/versions`, { headers });
  const told = (await answer.json()) as { readonly versions: readonly { readonly num: string }[] };
  expect(told.versions.map(({ num }) => num).sort()).toEqual(named.map(({ vers }) => vers).sort());
  return named.map(({ vers, cksum, yanked }) => [vers, cksum, yanked]);
}

test('CRG-16 CRG-21 CRG-24 CRG-25 CRG-29: the index is what was done, and its files are what it says', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyAction, { maxLength: 15 }), async (actions) => {
      const endpoint = new Endpoint('cargo');
      const oracle = new Oracle();
      for (const action of actions) await act(endpoint, oracle, action);
      for (const name of chain) {
        const expected = oracle.index(name).map(({ version: vers, digest, yanked }) => [vers, digest, yanked]);
        expect(await checked(endpoint, name)).toEqual(expected);
      }
    }),
    { numRuns: 150 },
  );
}, 60_000);

test('CRG-33: whatever is asked, no request is a bug, and what is refused changes nothing', async () => {
  const endpoint = new Endpoint('cargo');
  const bodies = [
    await publicationOf('mine', '1.0.0'),
    await publicationOf('other', '0.1.0', { deps: [{ name: 'x' }] }),
  ];
  await endpoint.ask('api/v1/crates/new', { method: 'PUT', body: bodies[0] });
  const known = [
    'config.json',
    'mi/ne/mine',
    'api/v1/crates/new',
    'api/v1/crates/mine/versions',
    'api',
    'v1',
    'crates',
    'new',
    'api/v1/crates/mine/1.0.0/download',
    'versions',
    'download',
    '3',
    'yank',
    'owners',
    'mi',
    'ne',
    'mine',
  ];
  const authorization = endpoint.token();
  await fc.assert(
    fc.asyncProperty(anyRequest(known, bodies), async ({ method, path, headers, body }) => {
      const before = endpoint.simulator.state;
      const response = await endpoint.ask(path, { method, headers, body, authorization, follow: false });
      expect(response.status).toBeLessThan(500);
      if (response.status >= 400) expect(endpoint.simulator.state).toBe(before);
    }),
    { numRuns: fuzzRuns },
  );
}, 600_000);
