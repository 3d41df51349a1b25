import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from 'vitest';
import type { Outside } from '../../../src/adapters/endpoints/outside';
import { type PublicRepositoriesOptions, publicRepositories } from '../../../src/adapters/outside/public-repositories';
import { createFetchHandler } from '../../../src/adapters/server/fetch-handler';
import type { PackageFormat } from '../../../src/api/types';
import { formats } from '../../../src/formats';
import type { ExternalConnectionName } from '../../../src/model/coordinates';
import type { SimulatorRequestInputs, SimulatorRequestOutputs } from '../../../src/simulator/calls';
import type { SimulatorResult } from '../../../src/simulator/interface';
import { type Asking, Endpoint } from '../endpoints/support';

/** What a fake registry answers at a path: a text or bytes with 200, or more than that, or by a function. */
export type Served =
  | string
  | Uint8Array
  | {
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string | Uint8Array;
    }
  | ((request: IncomingMessage, response: ServerResponse) => void);

const open = new Set<FakeRegistry>();

afterEach(async () => {
  await Promise.all([...open].map((registry) => registry.close()));
});

/** A public registry on loopback, made of what it serves; it answers conditional requests and HEAD. */
export class FakeRegistry {
  /** Method and path of all requests so far. */
  readonly requests: string[] = [];
  readonly headers: IncomingMessage['headers'][] = [];
  readonly served = new Map<string, Served>();
  /** Answers every request in place of what is served, as long as it is there. */
  fault: Served | undefined;
  #server: Server | undefined;
  #port = 0;

  static async open(served: Readonly<Record<string, Served>> = {}): Promise<FakeRegistry> {
    const registry = new FakeRegistry();
    for (const [path, what] of Object.entries(served)) registry.served.set(path, what);
    await registry.start();
    open.add(registry);
    return registry;
  }

  async start(): Promise<void> {
    this.#server = createServer((request, response) => this.#answer(request, response));
    await new Promise<void>((resolve) => this.#server!.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** Whoever connects is refused, until it is started again at the same address. */
  async close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    server?.closeAllConnections();
    await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  count(path: string, method = 'GET'): number {
    return this.requests.filter((each) => each === `${method} ${path}`).length;
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    this.requests.push(`${request.method} ${request.url}`);
    this.headers.push(request.headers);
    const served = this.fault ?? this.served.get(request.url!) ?? { status: 404 };
    if (typeof served === 'function') {
      served(request, response);
      return;
    }
    const {
      status = 200,
      headers = {},
      body = '',
    } = typeof served === 'string' || served instanceof Uint8Array ? { body: served } : served;
    const etag = `"${createHash('sha1').update(body).digest('hex')}"`;
    if (status === 200 && request.headers['if-none-match'] === etag) {
      response.writeHead(304, { etag }).end();
      return;
    }
    const named = { etag, 'content-length': Buffer.byteLength(body), ...headers };
    response.writeHead(status, named).end(request.method === 'HEAD' ? undefined : body);
  }
}

/** Retries and outages as short as a test wants them. */
export const quick: PublicRepositoriesOptions = {
  retries: 2,
  retryMilliseconds: 1,
  outageMilliseconds: 0,
  freshMilliseconds: 0,
  timeoutMilliseconds: 2000,
};

/** An endpoint whose public repository is a registry. */
export class PulledEndpoint extends Endpoint {
  readonly connection: ExternalConnectionName;
  /** What was told about failures. */
  readonly lines: string[] = [];
  readonly #answer: ReturnType<typeof createFetchHandler>;
  readonly #outside: Outside;

  constructor(
    format: PackageFormat,
    address: string,
    options: PublicRepositoriesOptions & { readonly connection?: ExternalConnectionName } = {},
  ) {
    super(format);
    this.connection = options.connection ?? formats[format].externalConnections[0]!;
    const log = (line: string) => this.lines.push(line);
    const outside = publicRepositories(this.simulator, { [this.connection]: address }, { ...quick, log, ...options });
    this.#answer = createFetchHandler(this.simulator, { outside, assets: 'direct' });
    this.#outside = outside;
  }

  /** A request of team that is made without an endpoint. */
  async prepared<N extends 'ReadAsset' | 'ListVersions'>(
    name: N,
    asked: Omit<SimulatorRequestInputs[N], 'domain' | 'repository' | 'format'>,
  ): Promise<SimulatorResult<SimulatorRequestOutputs[N]>> {
    const input = {
      domain: 'my-domain',
      repository: 'team',
      format: this.format,
      ...asked,
    } as SimulatorRequestInputs[N];
    await this.#outside.prepare(name, input, {});
    return this.simulator.request(name, input);
  }

  override async ask(path: string, asking: Asking = {}): Promise<Response> {
    const { method = 'GET', headers = {}, body, repository } = asking;
    const all = { authorization: `Bearer ${this.token()}`, ...headers };
    const url = /^https?:/.test(path) ? path : this.base(repository) + path;
    return this.#answer(new Request(url, { method, headers: all, body: body as string | undefined }), {
      address: '127.0.0.1',
    });
  }
}

export const sha1 = (content: string | Uint8Array): string => createHash('sha1').update(content).digest('hex');
export const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');
export const sha512 = (content: string | Uint8Array): string => createHash('sha512').update(content).digest('base64');

/** A package as the npm registry has it: tarballs by version, and the packument. */
export function npmPackage(
  name: string,
  tarballs: Readonly<Record<string, string>>,
  more: { readonly tags?: Readonly<Record<string, string>>; readonly url?: string; readonly manifest?: object } = {},
): Readonly<Record<string, Served>> {
  const file = name.replace(/^@[^/]*\//, '');
  const versions = Object.entries(tarballs).map(([version, content]) => {
    const path = `/${name}/-/${file}-${version}.tgz`;
    const dist = {
      tarball: `${more.url ?? ''}${path}`,
      shasum: sha1(content),
      integrity: `sha512-${sha512(content)}`,
    };
    return { version, path, content, manifest: { name, version, description: 'made up', ...more.manifest, dist } };
  });
  const packument = {
    name,
    'dist-tags': more.tags ?? { latest: Object.keys(tarballs).at(-1) },
    versions: Object.fromEntries(versions.map(({ version, manifest }) => [version, manifest])),
    time: Object.fromEntries(
      Object.keys(tarballs).map((version, index) => [version, `2026-01-0${index + 1}T00:00:00.000Z`]),
    ),
    readme: `# ${name}`,
  };
  return Object.fromEntries([
    [`/${name.replace('/', '%2f')}`, JSON.stringify(packument)],
    ...versions.map(({ path, content }) => [path, content]),
  ]);
}
