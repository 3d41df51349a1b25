import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { nupkg, pushed } from '../adapters/endpoints/nuget/packages';
import { Endpoint } from '../adapters/endpoints/support';
import { anyRequest, fuzzRuns } from './endpoint-requests';

/** As they are given, as they are stored, and which of them are one version: the lower comes first. */
const spellings = [
  { given: '1.0', stored: '1.0', rank: 0 },
  { given: '1.0.0', stored: '1.0.0', rank: 0 },
  { given: '1.0.0.0', stored: '1.0.0', rank: 0 },
  { given: '1.00.0.1', stored: '1.0.0.1', rank: 1 },
  { given: '1.1-rc.2', stored: '1.1-rc.2', rank: 2 },
  { given: '1.1.0-RC.2', stored: '1.1.0-RC.2', rank: 2 },
  { given: '1.1.0-rc.10', stored: '1.1.0-rc.10', rank: 3 },
  { given: '1.1.0+build', stored: '1.1.0', rank: 4 },
  { given: '10.0', stored: '10.0', rank: 5 },
] as const;

const statuses = ['Published', 'Unlisted', 'Archived'] as const;

interface Held {
  readonly stored: string;
  readonly rank: number;
  readonly bytes: Uint8Array;
  readonly status: (typeof statuses)[number];
}

/** What the rulebook says of one package in one repository, by rank; it shares no code with src. */
class Oracle {
  readonly held = new Map<number, Held>();

  /** PUB-03, PUB-04, PUB-11, NUG-05, NUG-40. */
  push({ stored, rank }: (typeof spellings)[number], bytes: Uint8Array): number {
    const held = this.held.get(rank);
    if (!held) this.held.set(rank, { stored, rank, bytes, status: 'Published' });
    else if (held.status === 'Archived' || !Buffer.from(held.bytes).equals(bytes)) return 409;
    return 201;
  }

  /** NUG-24, NUG-25, NUG-52, NUG-53. */
  listed(): Held[] {
    return [...this.held.values()].filter(({ status }) => status === 'Published').sort((a, b) => a.rank - b.rank);
  }
}

const anyAction = fc.record({
  kind: fc.constantFrom('push', 'push', 'set'),
  spelling: fc.constantFrom(...spellings),
  content: fc.constantFrom('a', 'b'),
  id: fc.constantFrom('Mine', 'mine'),
  status: fc.constantFrom(...statuses),
});

interface Registration {
  readonly '@id': string;
  readonly items: readonly {
    readonly '@id': string;
    readonly parent: string;
    readonly lower: string;
    readonly upper: string;
    readonly items: readonly {
      readonly '@id': string;
      readonly packageContent: string;
      readonly registration: string;
      readonly catalogEntry: { readonly '@id': string; readonly version: string; readonly listed: boolean };
    }[];
  }[];
}

/** Checks all documents against the oracle, and every address that they name. */
async function check(endpoint: Endpoint, oracle: Oracle): Promise<void> {
  const authorization = `Bearer ${endpoint.token()}`;
  const ask = (path: string) => endpoint.ask(path, { authorization });
  const listed = oracle.listed();
  const [list, index] = await Promise.all([
    ask('v3/flatcontainer/mine/index.json'),
    ask('v3/registration4/mine/index.json'),
  ]);
  expect([list.status, index.status]).toEqual(listed.length > 0 ? [200, 200] : [404, 404]);
  if (listed.length > 0) {
    expect(await list.json()).toEqual({ versions: listed.map(({ stored }) => stored.toLowerCase()) });
    const registration = (await index.json()) as Registration;
    const page = registration.items[0]!;
    expect(page.items.map(({ catalogEntry }) => catalogEntry.version)).toEqual(listed.map(({ stored }) => stored));
    expect([page.lower, page.upper]).toEqual([listed[0]!, listed.at(-1)!].map(({ stored }) => stored.toLowerCase()));
    for (const [at, leaf] of page.items.entries()) {
      const named = [leaf['@id'], leaf.registration, leaf.catalogEntry['@id'], page['@id'], page.parent];
      for (const url of [...named, registration['@id']]) expect((await ask(url)).status, url).toBe(200);
      const bytes = new Uint8Array(await (await ask(leaf.packageContent)).arrayBuffer());
      expect(Buffer.from(bytes).equals(listed[at]!.bytes)).toBe(true);
    }
  }
  await checkSearch(ask, listed);
  for (const { stored, status } of oracle.held.values()) {
    const version = stored.toLowerCase();
    const got = await ask(`v3/flatcontainer/mine/${version}/mine.${version}.nupkg`);
    expect(got.status).toBe(status === 'Archived' ? 404 : 200);
  }
}

async function checkSearch(ask: (path: string) => Promise<Response>, listed: readonly Held[]): Promise<void> {
  interface Found {
    readonly data: readonly { version: string; registration: string; versions: { '@id': string; version: string }[] }[];
  }
  for (const prerelease of [false, true]) {
    const shown = listed.filter(({ stored }) => prerelease || !stored.includes('-')).map(({ stored }) => stored);
    const { data } = (await (await ask(`v3/query?q=MIN&prerelease=${prerelease}&semVerLevel=2.0.0`)).json()) as Found;
    expect(data.map(({ version }) => version)).toEqual(shown.slice(-1));
    for (const { registration, versions } of data) {
      expect(versions.map(({ version }) => version)).toEqual(shown);
      for (const url of [registration, ...versions.map((each) => each['@id'])])
        expect((await ask(url)).status).toBe(200);
    }
  }
}

test('NUG-22 NUG-24 NUG-26 NUG-29 NUG-35 NUG-40: the documents are what was done, and all of it answers', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyAction, { maxLength: 12 }), async (actions) => {
      const endpoint = new Endpoint('nuget');
      const oracle = new Oracle();
      for (const { kind, spelling, content, id, status } of actions) {
        if (kind === 'push') {
          const bytes = nupkg({ id, version: spelling.given, more: `<title>${content}</title>` });
          const response = await endpoint.ask('v3/package/', pushed(bytes));
          expect(response.status).toBe(oracle.push(spelling, bytes));
        } else {
          const held = oracle.held.get(spelling.rank);
          if (!held) continue;
          endpoint.setStatus({ package: 'mine' }, held.stored, status);
          oracle.held.set(spelling.rank, { ...held, status });
        }
      }
      await check(endpoint, oracle);
    }),
    { numRuns: 60 },
  );
}, 120_000);

test('NUG-39: whatever is asked, no request is a bug, and what is refused changes nothing', async () => {
  const endpoint = new Endpoint('nuget');
  const bodies = [nupkg({ id: 'mine', version: '1.0.0' }), nupkg({ id: 'Other', version: '2.0-beta' })];
  await endpoint.ask('v3/package/', pushed(bodies[0]!));
  const { headers: multipart } = pushed(new Uint8Array());
  const known = [
    'v3/index.json',
    'v3/package',
    'v3/package/',
    'v3/package/mine/1.0.0',
    'v3/query?q=mine&take=1',
    'v3/autocomplete?id=mine',
    'v3/registration4/mine/index.json',
    'v3/registration4/mine/1.0.0.json',
    'v3/flatcontainer/mine/index.json',
    'v3/flatcontainer/mine/1.0.0/mine.1.0.0.nupkg',
    'v3/flatcontainer/mine/1.0.0/mine.nuspec',
    'v3',
    'flatcontainer',
    'registration4',
    'mine',
    'index.json',
  ];
  const authorization = `Bearer ${endpoint.token()}`;
  const sent = [...bodies, ...bodies.map((bytes) => pushed(bytes).body)];
  await fc.assert(
    fc.asyncProperty(anyRequest(known, sent), fc.boolean(), async (request, isMultipart) => {
      const before = endpoint.simulator.state;
      const typed = isMultipart && request.body ? { ...request.headers, ...multipart } : request.headers;
      const headers = { ...typed, authorization };
      const init = { method: request.method, headers, body: request.body as Uint8Array<ArrayBuffer> | undefined };
      const response = await endpoint.simulator.fetch(endpoint.base() + request.path, init);
      await response.arrayBuffer();
      expect(response.status).toBeLessThan(500);
      if (response.status >= 400) expect(endpoint.simulator.state).toBe(before);
    }),
    { numRuns: fuzzRuns },
  );
}, 600_000);
