import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Endpoint } from '../adapters/endpoints/support';

const [group, name] = ['com.example', 'thing'];
const folder = 'com/example/thing';
const of = { namespace: group, package: name };
const runs = process.env.FUZZ ? 100_000 : 3_000;
const kinds = ['md5', 'sha1', 'sha256', 'sha512'] as const;
const digestOf = (kind: string, text: string) => createHash(kind).update(text).digest('hex');

/** Releases in Maven's order, written down: the oracle knows no comparison. */
const ordered = ['0.9', '1.0-alpha-1', '1.0-rc1', '1.0', '1.0.1', '1.2', '1.10', '2.0-SNAPSHOT', '2.0'] as const;
const snapshot = '2.0-SNAPSHOT';
const releases = ordered.filter((version) => version !== snapshot);
type Status = 'Published' | 'Unlisted' | 'Archived' | 'Unfinished';

type Act =
  | { readonly kind: 'file'; readonly version: string; readonly ending: string; readonly text: string }
  | { readonly kind: 'checksum'; readonly version: string; readonly ending: string; readonly isRight: boolean }
  | { readonly kind: 'complete'; readonly versions: readonly string[] }
  | { readonly kind: 'build'; readonly build: number }
  | { readonly kind: 'status'; readonly version: string; readonly status: 'Published' | 'Unlisted' | 'Archived' };

const version = fc.constantFrom(...releases);
const ending = fc.constantFrom('.jar', '.pom', '-sources.jar');
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('file' as const), version, ending, text: fc.constantFrom('a', 'b') }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('checksum' as const), version, ending, isRight: fc.boolean() }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('complete' as const),
      versions: fc.uniqueArray(version, { minLength: 1 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('build' as const), build: fc.constantFrom(1, 2, 3) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('status' as const),
      version: fc.constantFrom(...ordered),
      status: fc.constantFrom('Published' as const, 'Unlisted' as const, 'Archived' as const),
    }),
  },
);

interface Kept {
  status: Status;
  readonly files: Map<string, string>;
  readonly mismatched: Set<string>;
}

/** What the rulebook says of a repository without upstreams. */
class Oracle {
  readonly versions = new Map<string, Kept>();
  latest = 0;

  /** The status of the answer. */
  do(deed: Act): number {
    switch (deed.kind) {
      case 'file':
        return this.#file(deed.version, deed.ending, deed.text);
      case 'checksum':
        return this.#checksum(deed);
      case 'complete':
        return this.#complete(deed.versions);
      case 'build':
        return this.#build(deed.build);
      case 'status': {
        const kept = this.versions.get(deed.version);
        if (kept) kept.status = deed.status;
        return 0;
      }
    }
  }

  #file(of: string, after: string, text: string): number {
    const kept = this.versions.get(of);
    if (kept?.status === 'Archived') return 409; // PUB-11
    const stored = kept?.files.get(after);
    if (stored !== undefined) return stored === text ? 200 : 409; // MVN-20, PUB-03
    if (kept) kept.files.set(after, text);
    else this.versions.set(of, { status: 'Unfinished', files: new Map([[after, text]]), mismatched: new Set() });
    return 201;
  }

  #checksum({ version: of, ending: after, isRight }: Extract<Act, { kind: 'checksum' }>): number {
    const kept = this.versions.get(of);
    if (!kept?.files.has(after)) return 404; // MVN-31
    if (kept.status === 'Unfinished') kept.mismatched[isRight ? 'delete' : 'add'](after);
    return isRight ? 200 : 400;
  }

  #complete(names: readonly string[]): number {
    if (this.versions.size === 0) return 404;
    const found = names
      .flatMap((each) => this.versions.get(each) ?? [])
      .filter(({ status }) => status === 'Unfinished');
    if (found.some(({ mismatched }) => mismatched.size > 0)) return 400; // MVN-34
    for (const kept of found) kept.status = 'Published';
    return 200;
  }

  #build(build: number): number {
    if (build < this.latest) return 400; // MVN-43
    this.latest = build;
    this.versions.set(snapshot, { status: 'Published', files: new Map(), mismatched: new Set() });
    return 200;
  }

  get listed(): string[] {
    return ordered.filter((each) => this.versions.get(each)?.status === 'Published');
  }
}

const metadataOf = (versions: readonly string[]) =>
  `<metadata><groupId>${group}</groupId><artifactId>${name}</artifactId><versioning><versions>${versions
    .map((each) => `<version>${each}</version>`)
    .join('')}</versions></versioning></metadata>`;

const stampOf = (build: number) => `2026010${build}.000000`;
const snapshotOf = (build: number) =>
  `<metadata><groupId>${group}</groupId><artifactId>${name}</artifactId><version>${snapshot}</version><versioning>
<snapshot><timestamp>${stampOf(build)}</timestamp><buildNumber>${build}</buildNumber></snapshot>
<snapshotVersions><snapshotVersion><extension>jar</extension><value>2.0-${stampOf(build)}-${build}</value>
</snapshotVersion></snapshotVersions></versioning></metadata>`;

/** An endpoint with one token. */
class World {
  readonly endpoint = new Endpoint('maven');
  readonly authorization = `Bearer ${this.endpoint.token()}`;

  async ask(path: string, method = 'GET', body?: string): Promise<Response> {
    return this.endpoint.ask(path, { method, body, repository: 'store', authorization: this.authorization });
  }

  async put(path: string, body: string): Promise<number> {
    return (await this.ask(path, 'PUT', body)).status;
  }

  async do(deed: Act, oracle: Oracle): Promise<number> {
    if (deed.kind === 'file') return this.put(fileOf(deed.version, deed.ending), deed.text);
    if (deed.kind === 'complete') return this.put(`${folder}/maven-metadata.xml`, metadataOf(deed.versions));
    if (deed.kind === 'build') {
      const file = `${folder}/${snapshot}/${name}-2.0-${stampOf(deed.build)}-${deed.build}.jar`;
      await this.put(file, `build ${deed.build}`);
      return this.put(`${folder}/${snapshot}/maven-metadata.xml`, snapshotOf(deed.build));
    }
    if (deed.kind === 'checksum') {
      const text = oracle.versions.get(deed.version)?.files.get(deed.ending) ?? '';
      return this.put(`${fileOf(deed.version, deed.ending)}.sha1`, digestOf('sha1', deed.isRight ? text : `${text}!`));
    }
    if (oracle.versions.has(deed.version)) this.endpoint.setStatus(of, deed.version, deed.status, 'store');
    return 0;
  }
}

const fileOf = (of: string, after: string) => `${folder}/${of}/${name}-${of}${after}`;

describe('the endpoint of Maven', () => {
  test('MVN-11 MVN-12 MVN-20 MVN-34 MVN-58 MVN-60 MVN-63: answers and lists as the rulebook has it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 25 }), async (deeds) => {
        const [world, oracle] = [new World(), new Oracle()];
        for (const deed of deeds) {
          const before = structuredClone([...oracle.versions.keys()]);
          const got = await world.do(deed, oracle);
          expect([deed, before, got]).toEqual([deed, before, oracle.do(deed)]);
        }
        const listed = await world.ask(`${folder}/maven-metadata.xml`);
        const text = await listed.text();
        expect(listed.status).toBe(oracle.listed.length === 0 ? 404 : 200);
        const shown = [...text.matchAll(/<version>([^<]*)<\/version>/g)].map(([, each]) => each);
        expect(shown).toEqual(oracle.listed);
        const released = oracle.listed.filter((each) => each !== snapshot).at(-1);
        expect(/<latest>([^<]*)</.exec(text)?.[1]).toBe(oracle.listed.at(-1));
        expect(/<release>([^<]*)</.exec(text)?.[1]).toBe(released);
      }),
      { numRuns: 150 },
    );
  }, 120_000);

  test('MVN-25 MVN-27 MVN-38 MVN-55: what is named answers, and every digest is that of the bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 20 }), async (deeds) => {
        const [world, oracle] = [new World(), new Oracle()];
        for (const deed of deeds) {
          await world.do(deed, oracle);
          oracle.do(deed);
        }
        const paths = [`${folder}/maven-metadata.xml`].filter(() => oracle.listed.length > 0);
        for (const [each, { status, files }] of oracle.versions) {
          const isServed = status === 'Published' || status === 'Unlisted';
          for (const after of files.keys()) {
            if (isServed) paths.push(fileOf(each, after));
            else expect((await world.ask(fileOf(each, after))).status).toBe(404);
          }
        }
        if (oracle.versions.get(snapshot)?.status === 'Published') {
          const path = `${folder}/${snapshot}/maven-metadata.xml`;
          const value = /<value>([^<]*)</.exec(await (await world.ask(path)).text())?.[1];
          paths.push(path, `${folder}/${snapshot}/${name}-${value}.jar`);
        }
        for (const path of paths) {
          const response = await world.ask(path);
          expect([path, response.status]).toEqual([path, 200]);
          const text = await response.text();
          for (const kind of kinds) {
            expect(await (await world.ask(`${path}.${kind}`)).text()).toBe(digestOf(kind, text));
          }
        }
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});

describe('fuzzed requests', () => {
  const step = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom('com', 'example', 'thing', '1.0', snapshot, 'maven-metadata.xml') },
    {
      weight: 3,
      arbitrary: fc.constantFrom(
        'thing-1.0.jar',
        'thing-1.0.pom',
        'thing-1.0.jar.sha1',
        'maven-metadata.xml.md5',
        'maven-metadata.xml.sha256.sha256',
        'thing-2.0-20260101.000000-1.jar',
        '.sha1',
      ),
    },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        '',
        '..',
        '.',
        '%2F',
        '%2e%2e',
        '%00',
        '__proto__',
        'constructor',
        '%',
        '%ff',
        'x'.repeat(300),
        '版本',
        '-SNAPSHOT',
        'a b',
        '%0d%0a',
        '#x',
        '?x=1',
      ),
    },
    { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
  );
  const good = fc
    .constantFrom(
      `${folder}/1.0/thing-1.0.jar`,
      `${folder}/1.0/thing-1.0.pom`,
      `${folder}/1.0/thing-1.0.jar.sha1`,
      `${folder}/maven-metadata.xml`,
      `${folder}/maven-metadata.xml.sha1`,
      `${folder}/${snapshot}/thing-2.0-20260101.000000-1.jar`,
      `${folder}/${snapshot}/maven-metadata.xml`,
    )
    .map((path) => path.split('/'));
  const steps = fc.oneof(
    fc.array(step, { maxLength: 7 }),
    good,
    fc.tuple(good, fc.nat(4), step).map(([path, at, other]) => [...path.slice(0, at), other, ...path.slice(at + 1)]),
  );
  const xml = fc.oneof(
    fc.constantFrom(
      metadataOf(['1.0']),
      metadataOf(['__proto__', '']),
      snapshotOf(1),
      '<metadata/>',
      '<metadata><versioning><versions><version><a/></version></versions></versioning></metadata>',
      '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "&a;&a;">]><metadata>&a;</metadata>',
      `<project><properties><a>\${a}\${a}</a></properties><version>\${a}</version></project>`,
      '<__proto__><constructor>1</constructor></__proto__>',
      '<a>'.repeat(3000),
      metadataOf([]),
      '\u0000',
      '',
    ),
    fc.string({ maxLength: 60 }),
  );
  const body = fc.oneof(
    { weight: 3, arbitrary: xml.map((text) => new TextEncoder().encode(text)) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 80 }) },
    // a piece cut out of what would be good
    {
      weight: 2,
      arbitrary: fc
        .tuple(xml, fc.nat(400), fc.nat(400))
        .map(([text, from, size]) => new TextEncoder().encode(text).slice(from, from + size)),
    },
    { weight: 1, arbitrary: fc.constantFrom('a', 'b').map((text) => new TextEncoder().encode(digestOf('sha1', text))) },
  );
  const headers = fc.dictionary(
    fc.constantFrom(
      'content-length',
      'content-type',
      'range',
      'if-none-match',
      'if-modified-since',
      'x-long',
      'expect',
    ),
    fc.oneof(
      fc.constantFrom('0', '-1', '99999999999', 'bytes=9-1', 'NaN', 'x'.repeat(20_000), '*'),
      fc.string({ unit: 'grapheme-ascii', maxLength: 9 }),
    ),
    { maxKeys: 2 },
  );

  /** What a checksum that differs leaves behind: nothing else but MVN-34. */
  const withoutMismatches = (state: unknown): string =>
    JSON.stringify(state, (key, value: unknown) => {
      if (key === 'mismatched') return undefined;
      const isTree = typeof value === 'object' && value !== null && Symbol.iterator in value && !Array.isArray(value);
      return isTree ? [...(value as Iterable<unknown>)] : value;
    });

  test(`MVN-21 MVN-22 MVN-80 AUT-69: any gets less than 500, and a 4xx changes nothing (${runs})`, async () => {
    let world = new World();
    let count = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('GET', 'PUT', 'PUT', 'PUT', 'HEAD', 'POST', 'DELETE'),
        steps,
        body,
        headers,
        async (method, path, bytes, given) => {
          if (count++ % 500 === 0) world = new World(); // or what was published would grow and grow
          const { endpoint, authorization } = world;
          const { state } = endpoint.simulator;
          const url = endpoint.base('store') + path.join('/');
          const all = new Headers({ authorization });
          for (const [header, value] of Object.entries(given)) {
            try {
              all.set(header, value);
            } catch {
              // no header can have it
            }
          }
          const sent = method === 'GET' || method === 'HEAD' ? undefined : bytes;
          const request = { method, headers: all, body: sent };
          const { status } = await endpoint.simulator.fetch(url, request as RequestInit);
          expect([method, url, status < 500]).toEqual([method, url, true]);
          if (status < 400 || endpoint.simulator.state === state) return;
          expect([method, status, /\.(?:md5|sha1|sha256|sha512)$/.test(new URL(url).pathname)]).toEqual([
            'PUT',
            400,
            true,
          ]);
          expect(withoutMismatches(endpoint.simulator.state)).toBe(withoutMismatches(state)); // MVN-34
        },
      ),
      { numRuns: runs },
    );
  }, 1_200_000);
});
