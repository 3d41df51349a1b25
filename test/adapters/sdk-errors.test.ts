import { describe, expect, test } from 'vitest';
import { clientConfig } from '../../src/adapters/sdk';
import { type ExceptionMembers, type ExceptionName, exceptionStatus, ServiceError } from '../../src/model/errors';
import { callerOf, publication, recorded, type Sdk, sdks, serviceThat, sha256Of, textOfBody } from './sdks';
import { newSimulator } from './simulated';

const requestIdForm = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const classOf = (sdk: Sdk, name: string) =>
  (sdk as object as Record<string, new (...given: never[]) => Error>)[name] as new (
    ...given: never[]
  ) => Error;

const exceptions: readonly [rule: string, name: ExceptionName, members: ExceptionMembers][] = [
  ['ERR-01', 'AccessDeniedException', {}],
  ['ERR-02', 'ConflictException', { resourceId: 'd', resourceType: 'domain' }],
  ['ERR-03', 'InternalServerException', {}],
  ['ERR-04', 'ResourceNotFoundException', { resourceId: 'v', resourceType: 'package-version' }],
  ['ERR-05', 'ServiceQuotaExceededException', { resourceId: 'a', resourceType: 'asset' }],
  ['ERR-06', 'ThrottlingException', { retryAfterSeconds: 7 }],
  ['ERR-07', 'ValidationException', { reason: 'ENCRYPTION_KEY_ERROR' }],
];

describe.each(sdks)('SDK %s', (_version, sdk) => {
  test.each(exceptions)("%s ERR-20: %s is the SDK's own class, with its members", async (_rule, name, members) => {
    const refuse = () => ({ ok: false, error: new ServiceError(name, 'Größe', members) });
    const error = await callerOf(sdk, clientConfig(serviceThat(refuse)))
      .call('CreateDomain', { domain: 'my-domain' })
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(classOf(sdk, name));
    expect(error).toBeInstanceOf(sdk.CodeartifactServiceException);
    expect(error).toMatchObject({
      name,
      message: 'Größe',
      $metadata: { httpStatusCode: exceptionStatus[name], requestId: expect.stringMatching(requestIdForm) },
      ...members,
    });
  });

  test('ERR-22 ERR-23 ERR-24: an error is a name in a header, and JSON with the other members', async () => {
    const members = { resourceId: 'd', resourceType: 'domain', retryAfterSeconds: 1 } as const;
    const refuse = () => ({ ok: false, error: new ServiceError('ThrottlingException', 'Rate exceeded', members) });
    const { config, exchanges } = recorded(clientConfig(serviceThat(refuse)));
    await expect(callerOf(sdk, config).call('DescribeDomain', { domain: 'd1' })).rejects.toThrow('Rate exceeded');
    expect(exchanges[0]!.response.headers).toEqual({
      'content-type': 'application/json',
      'x-amzn-errortype': 'ThrottlingException',
      'x-amzn-requestid': expect.stringMatching(requestIdForm),
      'retry-after': '1',
    });
    expect(JSON.parse(textOfBody(exchanges[0]!))).toEqual({
      message: 'Rate exceeded',
      resourceId: 'd',
      resourceType: 'domain',
    });
  });

  test('ERR-24: each answer has an identifier of its own, the same ones in each run', async () => {
    const run = async () => {
      const simulator = newSimulator();
      const clients = [1, 2].map(() => new sdk.CodeartifactClient(simulator.clientConfig()));
      const ids: (string | undefined)[] = [];
      for (const client of [...clients, ...clients]) {
        const listed = await client.send(new sdk.ListDomainsCommand({}));
        const refused = client.send(new sdk.DescribeDomainCommand({ domain: 'my-domain' }));
        ids.push(listed.$metadata.requestId);
        await refused.catch((error) => ids.push(error.$metadata.requestId));
      }
      return ids;
    };
    const ids = await run();
    expect(new Set(ids).size).toBe(8);
    for (const id of ids) expect(id).toMatch(requestIdForm);
    expect(await run()).toEqual(ids);
  });

  test('a fault of the simulator rejects as it is, and nothing is tried again', async () => {
    const bug = new TypeError('a bug');
    let calls = 0;
    const service = serviceThat(() => {
      calls += 1;
      throw bug;
    });
    const call = callerOf(sdk, clientConfig(service), {}).call('DescribeDomain', { domain: 'my-domain' });
    expect(await call.catch((thrown: unknown) => thrown)).toBe(bug);
    expect(calls).toBe(1);
  });

  test('ERR-06: the client itself tries a throttled call again', async () => {
    const answers = [
      { ok: false, error: new ServiceError('ThrottlingException', 'Rate exceeded', { retryAfterSeconds: 0 }) },
      { ok: true, output: { domains: [] } },
    ];
    const service = serviceThat(() => answers.shift()!);
    const client = new sdk.CodeartifactClient(clientConfig(service));
    const { domains, $metadata } = await client.send(new sdk.ListDomainsCommand({}));
    expect({ domains, attempts: $metadata.attempts }).toEqual({ domains: [], attempts: 2 });
  });
});

test('PUB-28 ERR-48 API-19: a digest that is not that of the content is refused, and nothing is stored', async () => {
  const simulator = newSimulator();
  const { call } = callerOf(sdks[0]![1], simulator.clientConfig());
  await call('CreateDomain', { domain: 'my-domain' });
  await call('CreateRepository', { domain: 'my-domain', repository: 'my-repo' });
  const wrong = { ...publication('content'), assetSHA256: sha256Of('other') };
  const { state } = simulator;
  const refused = call('PublishPackageVersion', wrong);
  await expect(refused).rejects.toMatchObject({
    name: 'ValidationException',
    message: expect.stringContaining(
      'The provided content hashes do not match the calculated content hashes. ' +
        "Hash algorithm 'SHA-256', Expected hash",
    ),
  });
  expect(simulator.state).toBe(state);
  expect(await call('PublishPackageVersion', publication('content'))).toMatchObject({
    asset: { hashes: { 'SHA-256': sha256Of('content') } },
  });
});
