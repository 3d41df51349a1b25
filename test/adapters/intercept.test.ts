import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Interception, intercept } from '../../src/adapters/intercept';
import { type Sdk, sdks, serviceThat } from './sdks';
import { newSimulator } from './simulated';

const variables = [
  'AWS_REGION',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_PROFILE',
  'AWS_EC2_METADATA_DISABLED',
];

beforeEach(() => {
  for (const name of variables) vi.stubEnv(name, undefined);
});

/** Interceptions of a test, ended after it. */
let running: Interception[] = [];

afterEach(() => {
  for (const each of running) each.restore();
  running = [];
  vi.unstubAllEnvs();
});

function started(simulator: ReturnType<typeof newSimulator>, { CodeartifactClient }: Sdk): Interception {
  const interception = simulator.intercept(CodeartifactClient);
  running.push(interception);
  return interception;
}

/** A handler in place of the network: it answers every call with this domain. */
const answering = (name: string) => ({
  metadata: { handlerProtocol: 'http/1.1' },
  handle: vi.fn(async () => ({
    response: { statusCode: 200, headers: {}, body: new TextEncoder().encode(JSON.stringify({ domains: [{ name }] })) },
  })),
  updateHttpClientConfig() {},
  httpHandlerConfigs: () => ({}),
});

const own = { region: 'eu-west-1', credentials: { accessKeyId: '222233334444', secretAccessKey: 's' } };

function simulatorWithDomain(domain: string, options: Parameters<typeof newSimulator>[0] = {}) {
  const simulator = newSimulator(options);
  expect(simulator.execute('CreateDomain', { domain }).ok).toBe(true);
  return simulator;
}

describe.each(sdks)('SDK %s', (_version, sdk) => {
  const { CodeartifactClient, ListDomainsCommand } = sdk;
  const domainsOf = async (client: InstanceType<Sdk['CodeartifactClient']>) =>
    (await client.send(new ListDomainsCommand({}))).domains!.map(({ name }) => name);

  test('clients built before and after, also without configuration, call the simulator', async () => {
    const network = answering('network');
    const unused = new CodeartifactClient({});
    const before = new CodeartifactClient({ ...own, requestHandler: network });
    expect(await domainsOf(before)).toEqual(['network']);
    started(simulatorWithDomain('simulated'), sdk);
    const after = new CodeartifactClient({ requestHandler: network });
    for (const client of [new CodeartifactClient({}), after, unused]) {
      expect(await domainsOf(client)).toEqual(['simulated']);
    }
    expect(await domainsOf(before)).toEqual([]); // its own account, its own Region
    expect(await before.send(new sdk.CreateDomainCommand({ domain: 'mine' }))).toMatchObject({
      domain: { arn: 'arn:aws:codeartifact:eu-west-1:222233334444:domain/mine' },
    });
    expect(network.handle).toHaveBeenCalledTimes(1);
  });

  test('after restore a client goes back to its own handler, and class and environment are as they were', async () => {
    const prototype = CodeartifactClient.prototype;
    const [keys, send, environment] = [Reflect.ownKeys(prototype), prototype.send, { ...process.env }];
    const network = answering('network');
    const client = new CodeartifactClient({ ...own, requestHandler: network });
    const interception = started(simulatorWithDomain('simulated'), sdk);
    const within = new CodeartifactClient({ ...own, requestHandler: network });
    await domainsOf(client);
    await domainsOf(within);
    expect(process.env).toMatchObject({ AWS_REGION: 'us-west-2', AWS_EC2_METADATA_DISABLED: 'true' });
    interception.restore();
    expect(await domainsOf(client)).toEqual(['network']);
    expect(await domainsOf(within)).toEqual(['network']);
    expect(client.config.requestHandler).toBe(network);
    expect(Reflect.ownKeys(prototype)).toEqual(keys);
    expect(prototype.send).toBe(send);
    expect({ ...process.env }).toEqual(environment);
  });

  test('a pipeline that the client has kept is not used, nor is one of the simulator kept', async () => {
    const network = answering('network');
    const client = new CodeartifactClient({ ...own, requestHandler: network, cacheMiddleware: true } as object);
    expect(await domainsOf(client)).toEqual(['network']);
    const interception = started(newSimulator(), sdk);
    expect(await domainsOf(client)).toEqual([]);
    interception.restore();
    expect(await domainsOf(client)).toEqual(['network']);
  });

  test('callbacks, errors and the aggregated client arrive as ever', async () => {
    started(simulatorWithDomain('simulated'), sdk);
    const client = new CodeartifactClient({});
    const called = new Promise((resolve) => client.send(new ListDomainsCommand({}), (_, output) => resolve(output)));
    expect(await called).toMatchObject({ domains: [{ name: 'simulated' }] });
    const refused = client.send(new sdk.DescribeDomainCommand({ domain: 'absent' }));
    await expect(refused).rejects.toThrow(sdk.ResourceNotFoundException);
    const aggregated = (sdk as object as { Codeartifact?: Sdk['Codeartifact'] }).Codeartifact;
    if (aggregated) expect((await new aggregated({}).listDomains({})).domains).toHaveLength(1);
  });

  test('of two interceptions the later counts, and they end in any order, twice or once', async () => {
    const environment = { ...process.env };
    const [first, second] = ['first', 'second'].map((name, index) =>
      started(simulatorWithDomain(name, { region: `us-east-${index + 1}` }), sdk),
    ) as [Interception, Interception];
    const fresh = () => domainsOf(new CodeartifactClient({}));
    expect(await fresh()).toEqual(['second']);
    first.restore();
    first.restore();
    expect(await fresh()).toEqual(['second']);
    second.restore();
    expect({ ...process.env }).toEqual(environment);
    const [third, fourth] = ['third', 'fourth'].map((name) => started(simulatorWithDomain(name), sdk)) as [
      Interception,
      Interception,
    ];
    fourth.restore();
    expect(await fresh()).toEqual(['third']);
    third.restore();
    expect({ ...process.env }).toEqual(environment);
    expect(Object.hasOwn(CodeartifactClient.prototype, 'send')).toBe(false);
  });

  test('a stub of somebody else is left alone, under the interception and over it', async () => {
    const prototype = CodeartifactClient.prototype as { send: unknown };
    const under = vi.fn(async () => ({ domains: [] }));
    prototype.send = under;
    const interception = started(newSimulator(), sdk);
    interception.restore();
    expect(prototype.send).toBe(under);
    delete (prototype as { send?: unknown }).send;
    const another = started(newSimulator(), sdk);
    const over = vi.fn();
    prototype.send = over;
    another.restore();
    expect(prototype.send).toBe(over);
    delete (prototype as { send?: unknown }).send;
  });

  test('a profile of the developer is not asked for', async () => {
    vi.stubEnv('AWS_PROFILE', 'somebody');
    const interception = started(simulatorWithDomain('simulated'), sdk);
    expect(await domainsOf(new CodeartifactClient({}))).toEqual(['simulated']);
    interception.restore();
    expect(process.env.AWS_PROFILE).toBe('somebody');
  });
});

test('a class of one SDK is intercepted, and that of the other is not', async () => {
  const [[, newest], [, oldest]] = sdks as [(typeof sdks)[number], (typeof sdks)[number]];
  const network = answering('network');
  const client = new oldest.CodeartifactClient({ ...own, requestHandler: network });
  started(newSimulator(), newest);
  expect((await client.send(new oldest.ListDomainsCommand({}))).domains).toEqual([{ name: 'network' }]);
});

test('every tried call goes to the simulator', async () => {
  const [, sdk] = sdks[0]!;
  let calls = 0;
  const service = serviceThat(() => {
    calls += 1;
    throw new Error('a bug');
  });
  running.push(intercept(service, sdk.CodeartifactClient));
  await expect(new sdk.CodeartifactClient({}).send(new sdk.ListDomainsCommand({}))).rejects.toThrow('a bug');
  expect(calls).toBe(1);
});
