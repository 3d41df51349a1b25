import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { operations } from '../../src/api/operations';
import { readRequest, writeError, writeResponse } from '../../src/api/rest-json';
import type { AssetContent, OperationName } from '../../src/api/types';
import { ServiceError } from '../../src/model/errors';
import { anyOutput, operationNames, validInput } from './arbitraries';
import { digests } from './refusals';
import { callBySdk } from './sdk';

const requestId = '11111111-2222-4333-8444-555555555555';
const content: AssetContent = { size: 5, hashes: digests };

describe('round trips with the SDK of AWS', () => {
  /** The SDK loses a map's key `__proto__`. */
  const isSafeForSdk = (value: object) => !JSON.stringify(value).includes('"__proto__":');

  const emptyOutput = (name: OperationName) =>
    writeResponse(name, (name === 'GetPackageVersionAsset' ? { asset: content } : {}) as never, requestId);

  test.each(operationNames)('API-01 API-14 API-15 API-16 API-19 API-22: %s reads what the SDK sends', async (name) => {
    await fc.assert(
      fc.asyncProperty(validInput(name).filter(isSafeForSdk), async (input) => {
        const calls: unknown[] = [];
        await callBySdk(name, forSdk(input), (request) => {
          calls.push(readRequest({ ...request, content: (input as { assetContent?: AssetContent }).assetContent }));
          return emptyOutput(name);
        });
        expect(calls).toEqual([{ name, input }]);
      }),
      { numRuns: 8 },
    );
  });

  /** The SDK takes bytes for an asset. */
  const forSdk = (input: object) => ('assetContent' in input ? { ...input, assetContent: new Uint8Array(5) } : input);

  test.each(operationNames)('API-01 API-11 API-12 API-13: the SDK reads what %s writes', async (name) => {
    await fc.assert(
      fc.asyncProperty(anyOutput(name).filter(isSafeForSdk), async (output) => {
        const { asset, ...read } = await callBySdk(name, requiredInput(name), () =>
          writeResponse(name, output, requestId),
        );
        const members = operations[name].output;
        expect(members.asset?.in === 'payload' ? read : { ...read, ...(asset !== undefined && { asset }) }).toEqual(
          withoutPayload(name, output),
        );
      }),
      { numRuns: 8 },
    );
  });

  const requiredInput = (name: OperationName): object =>
    Object.fromEntries(
      Object.entries(operations[name].input).flatMap(([member, { in: place, required }]) =>
        required && place !== 'payload' ? [[member, 'value']] : [],
      ),
    );

  /** What the SDK must give back: the payload is a stream there, and null is absent. */
  const withoutPayload = (name: OperationName, output: object): object =>
    Object.fromEntries(
      Object.entries(output).filter(
        ([member, value]) => operations[name].output[member]!.in !== 'payload' && value !== null,
      ),
    );

  test.each<[string, ServiceError]>([
    ['ERR-01', new ServiceError('AccessDeniedException', 'no')],
    ['ERR-02', new ServiceError('ConflictException', 'no', { resourceId: 'd', resourceType: 'domain' })],
    ['ERR-03', new ServiceError('InternalServerException', 'no')],
    [
      'ERR-04',
      new ServiceError('ResourceNotFoundException', 'no', { resourceId: 'v', resourceType: 'package-version' }),
    ],
    ['ERR-05', new ServiceError('ServiceQuotaExceededException', 'no', { resourceId: 'a', resourceType: 'asset' })],
    ['ERR-06', new ServiceError('ThrottlingException', 'Rate exceeded', { retryAfterSeconds: 1 })],
    ['ERR-07', new ServiceError('ValidationException', 'no', { reason: 'OTHER' })],
  ])('%s ERR-20 ERR-21 ERR-22 ERR-23: the SDK raises %s', async (_id, error) => {
    const call = callBySdk('DescribeDomain', { domain: 'my-domain' }, () => writeError(error, requestId));
    await expect(call).rejects.toMatchObject({
      name: error.name,
      message: error.message,
      $metadata: { httpStatusCode: error.status, requestId },
      ...error.members,
    });
  });
});
