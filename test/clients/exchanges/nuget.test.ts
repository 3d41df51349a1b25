/**
 * What NuGet's clients (`dotnet`, `nuget.exe`, Visual Studio) ask and what they need to be answered, written from the
 * public specification of the server API (learn.microsoft.com/nuget/api) and from the public source of the client
 * library (NuGet/NuGet.Client: HttpSource, HttpSourceAuthenticationHandler, ServiceIndexResourceV3,
 * HttpFileSystemBasedFindPackageByIdResource, RegistrationResourceV3, PackageSearchResourceV3, AutoCompleteResourceV3,
 * PackageUpdateResource, ServiceTypes). The clients themselves were not run: none of this is a recording.
 */
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { newtonsoft, nupkg, type Packed } from '../../adapters/endpoints/nuget/packages';
import type { Estate } from '../package-managers/estate';
import { exchange, type Got, inEstate, type Sent, testExchanges, unchanged } from './exchange';

const connection = 'public:nuget-org';
const session = '0f8fad5b-d9cb-469f-a165-70867728950e';

/** On every request (HttpSource); what is answered may be in gzip or deflate (HttpHandlerResourceV3Provider). */
const always = {
  'user-agent': 'NuGet xplat/6.12.0 (Ubuntu 24.04, .NET 8.0.10)',
  'x-nuget-session-id': session,
  'accept-encoding': 'gzip, deflate',
  'accept-language': 'en-US',
};

/** The resources that the client looks for, the best first (ServiceTypes). */
const wanted = {
  flat: ['PackageBaseAddress/Versioned', 'PackageBaseAddress/3.0.0'],
  registrations: ['RegistrationsBaseUrl/Versioned', 'RegistrationsBaseUrl/3.6.0', 'RegistrationsBaseUrl/3.4.0'],
  search: ['SearchQueryService/Versioned', 'SearchQueryService/3.4.0', 'SearchQueryService/3.0.0-beta'],
  autocomplete: ['SearchAutocompleteService/Versioned', 'SearchAutocompleteService/3.0.0-beta'],
  publish: ['PackagePublish/Versioned', 'PackagePublish/2.0.0'],
  symbols: ['SymbolPackagePublish/4.9.0'],
} as const;

/** A client with the credentials of a source: it asks without, and after a 401 again with Basic; then always with. */
class NuGetClient {
  readonly #estate: Estate;
  readonly #token: string;
  #knows = false;

  constructor(estate: Estate, token = estate.token()) {
    this.#estate = estate;
    this.#token = token;
  }

  async ask(url: string, sent: Sent = {}): Promise<Got> {
    const basic = { authorization: `Basic ${Buffer.from(`aws:${this.#token}`).toString('base64')}` };
    const headers = { ...always, ...sent.headers };
    const first = await exchange(url, { ...sent, headers: this.#knows ? { ...headers, ...basic } : headers });
    const got =
      first.status === 401 && !this.#knows ? await this.#again(first, url, { ...sent, headers }, basic) : first;
    const location = got.status === 307 ? new URL(got.headers.location!, url).href : undefined;
    return location === undefined ? got : exchange(location, { headers: always }); // AUT-38
  }

  async #again(first: Got, url: string, sent: Sent, basic: Readonly<Record<string, string>>): Promise<Got> {
    expect(first.headers['www-authenticate']).toMatch(/\bBasic realm=/);
    const second = await exchange(url, { ...sent, headers: { ...sent.headers, ...basic } });
    this.#knows = second.status !== 401;
    return second;
  }

  async resource(name: keyof typeof wanted, repository = 'team'): Promise<string | undefined> {
    const got = await this.ask(`${this.#estate.endpoint(repository)}v3/index.json`);
    expect(got.status, String(got.body)).toBe(200);
    const { version, resources } = readJson<{ version: string; resources: { '@id': string; '@type': string }[] }>(got);
    expect(version).toMatch(/^3\./);
    const found = wanted[name].map((type) => resources.find((each) => each['@type'] === type));
    return found.find((each) => each !== undefined)?.['@id'];
  }

  /** What a restore does for one package: the versions, then the package; undefined when there is none. */
  async restore(id: string, version?: string): Promise<Buffer | undefined> {
    const flat = (await this.resource('flat'))!.replace(/\/$/, '');
    const lower = id.toLowerCase();
    const listed = await this.ask(`${flat}/${lower}/index.json`);
    if (listed.status === 404) return undefined;
    expect(listed.status, String(listed.body)).toBe(200);
    const { versions } = readJson<{ versions: string[] }>(listed);
    const chosen = version ?? versions.at(-1)!;
    return versions.includes(chosen) ? this.download(id, chosen) : undefined;
  }

  /** A package whose version is known, as from a lock file. */
  async download(id: string, version: string): Promise<Buffer | undefined> {
    const flat = (await this.resource('flat'))!.replace(/\/$/, '');
    const [lower, normalized] = [id.toLowerCase(), version.toLowerCase()];
    const got = await this.ask(`${flat}/${lower}/${normalized}/${lower}.${normalized}.nupkg`);
    if (got.status === 404) return undefined;
    expect(got.status, String(got.body)).toBe(200);
    return got.body;
  }

  async push(packed: Packed, key?: string): Promise<Got> {
    const publish = (await this.resource('publish'))!;
    const boundary = '63ba7a1b-6ae5-4d72-9e43-3a1a5f1e0b4c';
    const headers = {
      'content-type': `multipart/form-data; boundary="${boundary}"`,
      'transfer-encoding': 'chunked',
      ...(key !== undefined && { 'x-nuget-apikey': key }),
    };
    const part =
      `--${boundary}\r\nContent-Type: application/octet-stream\r\n` +
      "Content-Disposition: form-data; name=package; filename=package.nupkg; filename*=utf-8''package.nupkg\r\n\r\n";
    const body = [Buffer.from(part), nupkg(packed), Buffer.from(`\r\n--${boundary}--\r\n`)];
    return this.ask(`${publish.replace(/\/$/, '')}/`, { method: 'PUT', headers, body });
  }
}

const readJson = <Value>(got: Got): Value =>
  JSON.parse(String(got.headers['content-encoding'] === 'gzip' ? gunzipSync(got.body) : got.body)) as Value;

const tool = { id: 'Acme.Tool', version: '1.0.0' };
const stored = { package: 'acme.tool' };
const newton = { package: 'newtonsoft.json' };

describe('NuGet', () => {
  testExchanges('nuget', connection, {
    async 'install through team, shared and store from the public repository'(estate) {
      estate.learn(newtonsoft());
      const got = await new NuGetClient(estate).restore('Newtonsoft.Json', '13.0.3');
      expect(got?.equals(nupkg({ id: 'Newtonsoft.Json', version: '13.0.3' }))).toBe(true);
      for (const repository of ['team', 'store']) {
        expect(estate.versions(newton, repository)).toEqual({ '13.0.3': 'Published' });
      }
      expect(estate.versions(newton, 'shared')).toEqual({});
      expect(estate.assets(newton, '13.0.3')).toEqual(['newtonsoft.json.13.0.3.nupkg']);
    },
    async 'publish, and install what was published'(estate) {
      const client = new NuGetClient(estate);
      const got = await client.push(tool);
      expect([got.status, got.reason]).toEqual([201, 'Created']);
      expect((await client.restore('Acme.Tool'))?.equals(nupkg(tool))).toBe(true);
      expect(estate.versions(stored)).toEqual({ '1.0.0': 'Published' });
    },
    async 'publish again, the same'(estate) {
      const client = new NuGetClient(estate);
      await client.push(tool);
      expect((await unchanged(estate, () => client.push(tool))).status).toBe(201);
    },
    async 'publish again, with other content'(estate) {
      const client = new NuGetClient(estate);
      await client.push(tool);
      const got = await unchanged(estate, () => client.push({ ...tool, more: '<title>Other</title>' }));
      expect([got.status, got.reason]).toEqual([409, 'Conflict']); // what --skip-duplicate looks for
      expect((await client.restore('Acme.Tool'))?.equals(nupkg(tool))).toBe(true);
    },
    async 'an Unlisted version is in no list, and can be fetched'(estate) {
      const client = new NuGetClient(estate);
      await client.push(tool);
      await client.push({ ...tool, version: '1.1.0' });
      estate.setStatus(stored, '1.1.0', 'Unlisted');
      expect((await client.restore('Acme.Tool'))?.equals(nupkg(tool))).toBe(true);
      expect(await client.restore('Acme.Tool', '1.1.0')).toBeUndefined();
      const locked = await client.download('Acme.Tool', '1.1.0');
      expect(locked?.equals(nupkg({ ...tool, version: '1.1.0' }))).toBe(true);
    },
    async 'an Archived version cannot be had'(estate) {
      const client = new NuGetClient(estate);
      await client.push(tool);
      estate.setStatus(stored, '1.0.0', 'Archived');
      expect(await client.restore('Acme.Tool')).toBeUndefined();
      expect(await client.download('Acme.Tool', '1.0.0')).toBeUndefined();
    },
    async 'publishing is blocked by the origin controls'(estate) {
      const client = new NuGetClient(estate);
      await client.push(tool);
      estate.restrict(stored, 'BLOCK', 'ALLOW');
      const got = await unchanged(estate, () => client.push({ ...tool, version: '2.0.0' }));
      expect([got.status, got.reason]).toEqual([403, 'Forbidden']);
      expect(readJson<{ message: string }>(got).message).toMatch(/configured to block new versions/);
    },
    async 'an expired token'(estate) {
      const token = estate.token();
      estate.letTokensExpire();
      const got = await new NuGetClient(estate, token).ask(`${estate.endpoint()}v3/index.json`);
      expect([got.status, got.reason]).toEqual([401, 'Unauthorized']);
    },
    async "another domain's token"(estate) {
      const client = new NuGetClient(estate, estate.token('other-domain'));
      const got = await unchanged(estate, () => client.ask(`${estate.endpoint()}v3/index.json`));
      expect(got.status).toBe(401);
    },
  });

  test('NUG-18: a push with an API key and Basic works; the key alone does not', () =>
    inEstate('nuget', connection, async (estate) => {
      expect((await new NuGetClient(estate).push(tool, 'any')).status).toBe(201);
      const headers = { ...always, 'x-nuget-apikey': estate.token() };
      expect((await exchange(`${estate.endpoint()}v3/package/`, { method: 'PUT', headers })).status).toBe(401);
    }));

  test('NUG-23: with a .snupkg beside the package there is nowhere to send it', () =>
    inEstate('nuget', connection, async (estate) => {
      expect(await new NuGetClient(estate).resource('symbols')).toBeUndefined();
    }));

  test('NUG-29, NUG-34: list package --outdated reads the registration, in gzip', () =>
    inEstate('nuget', connection, async (estate) => {
      estate.learn(newtonsoft());
      const client = new NuGetClient(estate);
      const registrations = (await client.resource('registrations'))!.replace(/\/$/, '');
      const got = await client.ask(`${registrations}/newtonsoft.json/index.json`);
      expect(got.headers['content-encoding']).toBe('gzip');
      const { items } = readJson<{ items: { items: { catalogEntry: Record<string, unknown> }[] }[] }>(got);
      expect(items[0]!.items[0]!.catalogEntry).toMatchObject({ version: '13.0.3', listed: true });
      const leaf = await client.ask(`${registrations}/newtonsoft.json/13.0.3.json`);
      expect(readJson(leaf)).toMatchObject({ listed: true });
    }));

  test('NUG-35, NUG-36: search and completion', () =>
    inEstate('nuget', connection, async (estate) => {
      const client = new NuGetClient(estate);
      await client.push(tool);
      const query = 'q=acme&skip=0&take=26&prerelease=false&semVerLevel=2.0.0';
      const found = readJson<{ data: { id: string }[] }>(
        await client.ask(`${await client.resource('search')}?${query}`),
      );
      expect(found.data.map(({ id }) => id)).toEqual(['Acme.Tool']);
      const complete = `${await client.resource('autocomplete')}?q=Acm&prerelease=true&semVerLevel=2.0.0`;
      expect(readJson<{ data: string[] }>(await client.ask(complete)).data).toEqual(['Acme.Tool']);
    }));

  test('NUG-44: delete is not allowed', () =>
    inEstate('nuget', connection, async (estate) => {
      const client = new NuGetClient(estate);
      await client.push(tool);
      const publish = (await client.resource('publish'))!;
      const got = await unchanged(estate, () =>
        client.ask(`${publish}/Acme.Tool/1.0.0`, { method: 'DELETE', headers: { 'x-nuget-apikey': 'any' } }),
      );
      expect([got.status, got.reason]).toEqual([405, 'Method Not Allowed']);
    }));
});
