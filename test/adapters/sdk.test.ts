import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { clientConfig } from '../../src/adapters/sdk';
import type { SdkSimulator } from '../../src/adapters/with-sdk';
import { hashesOf } from '../../src/simulator/content-store';
import { callerOf, coordinates, place, publication, recorded, sdks, serviceThat, sha256Of, textOfBody } from './sdks';
import { newSimulator } from './simulated';

const newest = sdks[0]![1];
const asset = { ...coordinates, packageVersion: '1.0.0', asset: 'tool.txt' };

/** A simulator with a repository, and this content in it. */
function simulatorWith(content?: string | Uint8Array): SdkSimulator {
  const simulator = newSimulator();
  simulator.execute('CreateDomain', { domain: place.domain });
  simulator.execute('CreateRepository', place);
  if (content !== undefined) simulator.execute('PublishPackageVersion', publication(content));
  return simulator;
}

const large = Uint8Array.from({ length: 200_001 }, (_, index) => index % 251);

describe.each(sdks)('SDK %s', (_version, sdk) => {
  test('API-18: an asset is a stream of its bytes, with headers that say which', async () => {
    const simulator = simulatorWith(large);
    const { config, exchanges } = recorded(simulator.clientConfig());
    const { call } = callerOf(sdk, config);
    const output = await call('GetPackageVersionAsset', asset);
    expect(output.asset).toBeInstanceOf(Readable);
    expect(sha256Of(await buffer(output.asset as Readable))).toBe(sha256Of(large));
    const { revision } = (await call('DescribePackageVersion', asset)).packageVersion as { revision: string };
    expect(output).toMatchObject({ assetName: 'tool.txt', packageVersion: '1.0.0', packageVersionRevision: revision });
    expect(exchanges[0]!.response.headers).toEqual({
      'content-type': 'application/octet-stream',
      'content-length': '200001',
      'x-amzn-requestid': expect.any(String),
      'x-assetname': 'tool.txt',
      'x-packageversion': '1.0.0',
      'x-packageversionrevision': revision,
    });
  });

  test('an empty asset is an empty stream', async () => {
    const output = await callerOf(sdk, simulatorWith('').clientConfig()).call('GetPackageVersionAsset', asset);
    expect(await buffer(output.asset as Readable)).toHaveLength(0);
  });

  test('API-12 API-13: absent members but one are left out, empty lists and maps are not', async () => {
    const simulator = simulatorWith('one');
    const { config, exchanges } = recorded(simulator.clientConfig());
    const { call } = callerOf(sdk, config);
    await call('DescribeRepository', place);
    await call('ListPackageVersions', coordinates);
    await call('UpdatePackageVersionsStatus', { ...coordinates, versions: ['1.0.0'], targetStatus: 'Unlisted' });
    await call('ListPackageVersions', coordinates);
    const [repository, versions, updated, unlisted] = exchanges.map((each) => JSON.parse(textOfBody(each)));
    expect(repository.repository).toMatchObject({ upstreams: [], externalConnections: [] });
    expect(repository.repository).not.toHaveProperty('description');
    expect(versions).not.toHaveProperty('nextToken');
    expect(updated).toMatchObject({ failedVersions: {} });
    expect(unlisted).toMatchObject({ defaultDisplayVersion: null });
  });

  test('the paginator walks over all pages', async () => {
    const simulator = simulatorWith();
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      simulator.execute('PublishPackageVersion', { ...publication('x'), package: name });
    }
    const { client } = callerOf(sdk, simulator.clientConfig());
    const pages: (string | undefined)[][] = [];
    for await (const { packages } of sdk.paginateListPackages({ client, pageSize: 2 }, place)) {
      pages.push(packages!.map((each) => each.package));
    }
    expect(pages).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
  });

  test('a signal that has fired stops a call before it is made', async () => {
    const simulator = newSimulator();
    const { call } = callerOf(sdk, simulator.clientConfig());
    const abortSignal = AbortSignal.abort();
    await expect(call('CreateDomain', { domain: 'my-domain' }, { abortSignal })).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect((await call('ListDomains', {})).domains).toEqual([]);
  });

  test('a signal that fires during a call makes it reject, and one that fires afterwards does not', async () => {
    const simulator = newSimulator();
    const during = new AbortController();
    const { call } = callerOf(
      sdk,
      clientConfig(
        serviceThat((...given) => {
          during.abort();
          return simulator.execute(...given);
        }),
      ),
    );
    const aborted = call('ListDomains', {}, { abortSignal: during.signal });
    await expect(aborted).rejects.toMatchObject({ name: 'AbortError' });
    const after = new AbortController();
    expect(await call('ListDomains', {}, { abortSignal: after.signal })).toMatchObject({ domains: [] });
    after.abort();
  });

  test('a signal that fires while an asset is read breaks its stream', async () => {
    const { signal, abort } = abortable();
    const { call } = callerOf(sdk, simulatorWith(large).clientConfig());
    const stream = (await call('GetPackageVersionAsset', asset, { abortSignal: signal })).asset as Readable;
    const read = buffer(stream);
    abort();
    await expect(read).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('a signal that outlives its calls is listened to no more', async () => {
    const { signal } = abortable();
    const added = vi.spyOn(signal, 'addEventListener');
    const removed = vi.spyOn(signal, 'removeEventListener');
    const simulator = simulatorWith(large);
    const input = { ...publication('more', '2.0.0'), assetContent: new Blob(['more']) };
    const { asset: stream } = await callerOf(sdk, simulator.clientConfig()).call('GetPackageVersionAsset', asset, {
      abortSignal: signal,
    });
    await buffer(stream as Readable);
    await callerOf(newest, simulator.clientConfig()).call('PublishPackageVersion', input, { abortSignal: signal });
    await vi.waitFor(() => expect(removed.mock.calls).toHaveLength(added.mock.calls.length));
    expect(added.mock.calls.length).toBeGreaterThanOrEqual(2);
  });

  test('a signal that fires when nobody reads the asset harms nobody', async () => {
    const { signal, abort } = abortable();
    const { call } = callerOf(sdk, simulatorWith(large).clientConfig());
    const stream = (await call('GetPackageVersionAsset', asset, { abortSignal: signal })).asset as Readable;
    abort();
    expect(stream.destroyed).toBe(true);
  });

  test('concurrent calls are all answered, each with its own answer', async () => {
    const simulator = simulatorWith();
    const { call } = callerOf(sdk, simulator.clientConfig());
    const names = Array.from({ length: 40 }, (_, index) => `repo-${index}`);
    const made = await Promise.all(
      names.map((repository) => call('CreateRepository', { domain: 'my-domain', repository })),
    );
    expect(made.map(({ repository }) => (repository as { name: string }).name)).toEqual(names);
    expect((await call('DescribeDomain', { domain: 'my-domain' })).domain).toMatchObject({ repositoryCount: 41 });
  });

  test.each([
    ['another Region', { region: 'eu-central-1' }, { region: 'eu-central-1' }],
    [
      'another account',
      { credentials: { accessKeyId: '222233334444', secretAccessKey: 's' } },
      { account: '222233334444' },
    ],
    ['an access key that is no account', { credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 's' } }, {}],
    ['an endpoint of its own', { endpoint: 'http://localhost:4566' }, {}],
    ['only what it must have', {}, {}],
  ])('API-01: the signature of a client with %s says where and in whose name it calls', async (_, changes, caller) => {
    const { account, region } = { account: '555566667777', region: 'us-east-1', ...caller };
    const simulator = newSimulator({ account: '555566667777', region: 'us-east-1' });
    const { call } = callerOf(sdk, { ...simulator.clientConfig(), ...changes });
    const { domain } = await call('CreateDomain', { domain: 'my-domain' });
    expect(domain).toMatchObject({ arn: `arn:aws:codeartifact:${region}:${account}:domain/my-domain` });
  });

  test('the handler takes part in the settings of a client', async () => {
    const { requestHandler } = newSimulator().clientConfig();
    expect(requestHandler.metadata).toEqual({ handlerProtocol: 'http/1.1' });
    requestHandler.updateHttpClientConfig('requestTimeout', 5);
    expect(requestHandler.httpHandlerConfigs()).toEqual({ requestTimeout: 5 });
    const { client, call } = callerOf(sdk, { ...newSimulator().clientConfig(), requestHandler });
    client.destroy();
    expect(await call('ListDomains', {})).toMatchObject({ domains: [] });
  });
});

describe('the bytes of an asset', () => {
  const content = 'Größe 🎉'.repeat(9_000);
  const bytes = new TextEncoder().encode(content);
  const chunks = [bytes.slice(0, 3), bytes.slice(3, 70_000), bytes.slice(70_000)];

  test.each<[string, () => unknown]>([
    ['a text', () => content],
    ['a Uint8Array', () => bytes.subarray()],
    ['a Uint8Array within a larger buffer', () => new Uint8Array([1, ...bytes, 2]).subarray(1, -1)],
    ['a Buffer', () => Buffer.from(content)],
    ['a Readable', () => Readable.from(chunks)],
    ['a Readable of texts', () => Readable.from([content])],
    ['a web stream', () => new Blob([bytes]).stream()],
    ['a Blob', () => new Blob([bytes])],
  ])('API-19: %s is published as it is', async (_, body) => {
    const simulator = simulatorWith();
    const { call } = callerOf(newest, simulator.clientConfig());
    await call('PublishPackageVersion', { ...publication(content), assetContent: body() });
    const read = simulator.execute('GetPackageVersionAsset', asset);
    expect(read.ok && sha256Of(read.output.asset.bytes())).toBe(sha256Of(bytes));
  });

  test('a stream that fails rejects with its own error, and nothing is stored', async () => {
    const simulator = simulatorWith();
    const broken = new Error('broken');
    const assetContent = new Readable({ read: () => assetContent.destroy(broken) });
    const call = callerOf(newest, simulator.clientConfig()).call('PublishPackageVersion', {
      ...publication(content),
      assetContent,
    });
    expect(await call.catch((thrown: unknown) => thrown)).toBe(broken);
    expect(simulator.execute('ListPackages', place)).toMatchObject({ ok: true, output: { packages: [] } });
  });

  test('a signal ends a call whose stream never ends', async () => {
    const { signal, abort } = abortable();
    const input = { ...publication(content), assetContent: new Readable({ read() {} }) };
    const call = callerOf(newest, simulatorWith().clientConfig()).call('PublishPackageVersion', input, {
      abortSignal: signal,
    });
    setTimeout(abort, 20);
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('the asset that the SDK gives', () => {
  afterEach(() => vi.restoreAllMocks());

  const read = async () => {
    const client = new newest.CodeartifactClient(simulatorWith(large).clientConfig());
    return (await client.send(new newest.GetPackageVersionAssetCommand(asset))).asset!;
  };

  const inBrowser = () => vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined as never);

  describe.each([
    ['in Node', () => {}],
    ['where there is no Node', inBrowser],
  ])('%s', (_, prepare) => {
    test('can be an array of bytes', async () => {
      prepare();
      expect(sha256Of(await (await read()).transformToByteArray())).toBe(sha256Of(large));
    });

    test('can be a text', async () => {
      prepare();
      expect(await (await read()).transformToString('base64')).toBe(Buffer.from(large).toString('base64'));
    });

    test('can be a web stream', async () => {
      prepare();
      const stream = (await read()).transformToWebStream();
      expect(sha256Of(new Uint8Array(await new Response(stream).arrayBuffer()))).toBe(sha256Of(large));
    });
  });

  test('is a web stream of chunks where there is no Node, and breaks there too', async () => {
    inBrowser();
    const { signal, abort } = abortable();
    const client = new newest.CodeartifactClient(simulatorWith(large).clientConfig());
    const output = await client.send(new newest.GetPackageVersionAssetCommand(asset), { abortSignal: signal });
    const reader = output.asset!.transformToWebStream().getReader();
    expect((await reader.read()).value).toHaveLength(64 * 1024);
    abort();
    await expect(reader.read()).rejects.toMatchObject({ name: 'AbortError' });
  });
});

test('API-23: of a query parameter that is given twice the last counts', async () => {
  const { requestHandler } = simulatorWith().clientConfig();
  const query = { domain: ['absent', place.domain] };
  const { response } = await requestHandler.handle({ method: 'GET', path: '/v1/domain', query, headers: {} });
  expect(response.statusCode).toBe(200);
});

test('content of which only the digests are known cannot be read, and the call says so', async () => {
  const simulator = simulatorWith();
  const assetContent = { size: 6, hashes: hashesOf(new TextEncoder().encode('secret')) };
  expect(simulator.execute('PublishPackageVersion', { ...publication('secret'), assetContent }).ok).toBe(true);
  await expect(callerOf(newest, simulator.clientConfig()).call('GetPackageVersionAsset', asset)).rejects.toThrow(
    'Only the size and the digests',
  );
});

function abortable() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}
