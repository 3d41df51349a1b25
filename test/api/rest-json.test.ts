import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type HttpRequest, readRequest, writeError, writeResponse } from '../../src/api/rest-json';
import type { AssetContent, OperationName, Output } from '../../src/api/types';
import { type ExceptionMembers, type ExceptionName, invalid, ServiceError } from '../../src/model/errors';
import { anyOutput, dictionary, operationNames } from './arbitraries';
import { digests, sha256 } from './refusals';

const requestId = '11111111-2222-4333-8444-555555555555';
const content: AssetContent = { size: 5, hashes: digests };
const jsonBody = (response: { readonly body: unknown }) => JSON.parse(response.body as string);

/** What goes wrong when a request is read. */
function refused(request: HttpRequest): unknown {
  try {
    readRequest(request);
  } catch (error) {
    return error;
  }
  throw new Error('The request was accepted');
}

describe('requests', () => {
  const get = { method: 'GET', path: '/v1/domain' };

  test.each<[string, HttpRequest]>([
    ['an unknown path', { method: 'GET', path: '/v1/nothing' }],
    ['an unknown method', { method: 'PATCH', path: '/v1/domain' }],
    ['a method of another path', { method: 'GET', path: '/v1/tags' }],
    ['a slash too much', { method: 'GET', path: '/v1/domain/' }],
    ['another case', { method: 'get', path: '/v1/Domain' }],
    ['a name of Object.prototype', { method: 'GET', path: 'constructor' }],
  ])('ERR-25: %s is an UnknownOperationException', (_what, request) => {
    const error = refused(request);
    expect(error).toBeInstanceOf(ServiceError);
    expect(error).toMatchObject({ name: 'UnknownOperationException', status: 404 });
  });

  test.each<[string, string, Record<string, unknown>]>([
    ['API-14', '?domain=my-domain&domain-owner=111122223333', { domain: 'my-domain', domainOwner: '111122223333' }],
    ['API-23', 'domain=first&domain=last', { domain: 'last' }],
    ['API-24', 'Domain=my-domain&DOMAIN-OWNER=1', {}],
    ['ERR-38', 'domain=my-domain&max-results=x&__proto__=x&X-Amz-Signature=1', { domain: 'my-domain' }],
    ['ERR-32', 'domainOwner=111122223333', {}],
    ['API-14', 'domain=a%2Fb%20c%C3%A9&domain-owner=', { domain: 'a/b cé', domainOwner: '' }],
    ['API-14', '', {}],
  ])('%s: the query %s of DescribeDomain', (_id, query, input) => {
    expect(readRequest({ ...get, query })).toEqual({ name: 'DescribeDomain', input });
  });

  test('API-14: what belongs into the body is not read from the query, nor the other way round', () => {
    const body = JSON.stringify({ domain: 'in-body', policyDocument: '{}' });
    const put = {
      method: 'PUT',
      path: '/v1/domain/permissions/policy',
      query: 'domain=in-query&policyRevision=r',
      body,
    };
    expect(readRequest(put).input).toEqual({ domain: 'in-body', policyDocument: '{}' });
    expect(readRequest({ ...get, body }).input).toEqual({});
    expect(readRequest({ method: 'POST', path: '/v1/domains', query: 'maxResults=5' }).input).toEqual({});
  });

  test.each(['preview=true', 'preview=false'])('API-22: %s is a boolean', (query) => {
    const path = '/v1/list-associated-packages';
    expect(readRequest({ method: 'GET', path, query }).input).toEqual({ preview: query === 'preview=true' });
  });

  test.each([
    ['true', true],
    ['unfinished', true],
    ['false', false],
  ])('PUB-32: unfinished=%s is %s', (word, value) => {
    const publish = { method: 'POST', path: '/v1/package/version/publish', content };
    expect(readRequest({ ...publish, query: `unfinished=${word}` }).input.unfinished).toBe(value);
    expect(readRequest(publish).input.unfinished).toBeUndefined();
  });

  test.each<[string, string, string, string]>([
    ['API-22', 'GET', '/v1/list-associated-packages?preview=TRUE', "'preview': expected true or false, found 'TRUE'"],
    ['API-22', 'GET', '/v1/list-associated-packages?preview=', "'preview': expected true or false, found ''"],
    ['API-22', 'GET', '/v1/list-associated-packages?preview=unfinished', "'preview': expected true or false, found 'u"],
    ['PUB-32', 'POST', '/v1/package/version/publish?unfinished', "'unfinished': expected true or false, found ''"],
    ['PUB-32', 'POST', '/v1/package/version/publish?unfinished=yes', "'unfinished': expected true or false, found"],
    ['API-30', 'POST', '/v1/packages?max-results=ten', "'maxResults': expected an integer, found 'ten'"],
    ['API-30', 'POST', '/v1/packages?max-results=', "'maxResults': expected an integer, found ''"],
    ['API-30', 'POST', '/v1/packages?max-results=1.5', "'maxResults': expected an integer, found '1.5'"],
    ['API-30', 'POST', '/v1/packages?max-results=0x10', "'maxResults': expected an integer, found '0x10'"],
  ])('ERR-37 %s: %s %s cannot be parsed', (_id, method, target, message) => {
    const [path, query] = target.split('?') as [string, string];
    const error = refused({ method, path, query }) as ServiceError;
    expect(error).toMatchObject({ name: 'ValidationException', members: { reason: 'CANNOT_PARSE' } });
    expect(error.message).toContain(message);
  });

  test.each(['{', '[]', 'null', '"text"', '1', ' ', '{} {}'])('ERR-37: the body %j is no JSON object', (body) => {
    const error = refused({ method: 'POST', path: '/v1/tags', body });
    expect(error).toMatchObject({ name: 'ValidationException', members: { reason: 'CANNOT_PARSE' } });
  });

  test.each([undefined, '', '{}'])('API-16: the body %j is as good as none', (body) => {
    const listPackages = { method: 'POST', path: '/v1/packages', query: 'domain=my-domain', body };
    expect(readRequest(listPackages)).toEqual({ name: 'ListPackages', input: { domain: 'my-domain' } });
    expect(readRequest({ method: 'POST', path: '/v1/domains', body }).input).toEqual({});
  });

  test('ERR-38: body members that the operation does not know are ignored, also those of Object.prototype', () => {
    const listDomains = { method: 'POST', path: '/v1/domains' };
    const body = '{"maxResults":5,"domain":"my-domain","__proto__":{"nextToken":"other"},"constructor":1}';
    expect(readRequest({ ...listDomains, body }).input).toEqual({ maxResults: 5 });
  });

  test.each(['x-amz-content-sha256', 'X-Amz-Content-Sha256', 'X-AMZ-CONTENT-SHA256'])(
    'API-19 API-24: the header %s and the content of the shell make the asset, the body is not read',
    (header) => {
      const publish = { method: 'POST', path: '/v1/package/version/publish', body: '{', content };
      const { input } = readRequest({ ...publish, query: 'asset=a.zip', headers: { [header]: sha256 } });
      expect(input).toEqual({ assetName: 'a.zip', assetSHA256: sha256, assetContent: content });
    },
  );
});

describe('responses', () => {
  const written = <N extends OperationName>(name: N, output: Output<N>) =>
    jsonBody(writeResponse(name, output, requestId));

  test.each(operationNames)('ERR-24: %s answers 200 with its request id and the members that are there', (name) => {
    fc.assert(
      fc.property(anyOutput(name), (output) => {
        const response = writeResponse(name, output, requestId);
        expect(response).toMatchObject({ status: 200, headers: { 'x-amzn-requestid': requestId } });
        if (typeof response.body !== 'string') return;
        expect(response.headers['content-type']).toBe('application/json');
        expect(Object.keys(jsonBody(response)).sort()).toEqual(Object.keys(output).sort());
      }),
      { numRuns: 20 },
    );
  });

  test.each([
    ['2020-03-01T15:06:33.861Z', 1583075193.861],
    ['2020-03-01T15:06:33.860Z', 1583075193.86],
    ['2020-03-01T15:06:33.000Z', 1583075193],
  ])('API-11: %s is the number %d', (date, seconds) => {
    const body = writeResponse('DescribeDomain', { domain: { createdTime: new Date(date) } }, requestId).body;
    expect(body).toBe(`{"domain":{"createdTime":${seconds}}}`);
  });

  test('API-12: absent members are left out; null is sent for defaultDisplayVersion alone', () => {
    const output = { defaultDisplayVersion: null, namespace: undefined, versions: [], package: null as never };
    expect(written('ListPackageVersions', output)).toEqual({ defaultDisplayVersion: null, versions: [] });
    expect(written('ListPackageVersions', {})).toEqual({});
  });

  test('API-13 API-38: empty lists and maps are sent', () => {
    expect(written('CreateRepository', { repository: { upstreams: [], externalConnections: [] } })).toEqual({
      repository: { upstreams: [], externalConnections: [] },
    });
    expect(written('DisposePackageVersions', { successfulVersions: {}, failedVersions: {} })).toEqual({
      successfulVersions: {},
      failedVersions: {},
    });
    expect(written('ListTagsForResource', { tags: [] })).toEqual({ tags: [] });
    expect(written('ListPackages', { packages: [], nextToken: undefined })).toEqual({ packages: [] });
  });

  test('API-13: every key of a map is sent, also __proto__', () => {
    const failedVersions = dictionary([['__proto__', { errorCode: 'NOT_FOUND' }]]) as Record<string, never>;
    const { body } = writeResponse('DisposePackageVersions', { failedVersions }, requestId);
    expect(body).toBe('{"failedVersions":{"__proto__":{"errorCode":"NOT_FOUND"}}}');
  });

  test('TAG-12: an operation without result sends an empty object', () => {
    expect(writeResponse('TagResource', {}, requestId).body).toBe('{}');
  });

  test('API-18: an asset is answered with its headers, its length and its bytes', () => {
    const output = { asset: content, assetName: 'guava-27.1-jre.jar', packageVersion: '27.1-jre' };
    expect(writeResponse('GetPackageVersionAsset', { ...output, packageVersionRevision: 'r1' }, requestId)).toEqual({
      status: 200,
      headers: {
        'content-type': 'application/octet-stream',
        'content-length': '5',
        'x-amzn-requestid': requestId,
        'x-assetname': 'guava-27.1-jre.jar',
        'x-packageversion': '27.1-jre',
        'x-packageversionrevision': 'r1',
      },
      body: { asset: content },
    });
  });
});

describe('errors', () => {
  test.each<[string, ExceptionName, number, ExceptionMembers]>([
    ['ERR-01', 'AccessDeniedException', 403, {}],
    ['ERR-02 ERR-08', 'ConflictException', 409, { resourceId: 'my-domain', resourceType: 'domain' }],
    ['ERR-03', 'InternalServerException', 500, {}],
    ['ERR-04 ERR-08', 'ResourceNotFoundException', 404, { resourceId: 'my-repo', resourceType: 'repository' }],
    ['ERR-05 ERR-08', 'ServiceQuotaExceededException', 402, { resourceId: 'lodash', resourceType: 'package' }],
    ['ERR-06', 'ThrottlingException', 429, {}],
    ['ERR-07 ERR-09', 'ValidationException', 400, { reason: 'FIELD_VALIDATION_FAILED' }],
  ])('%s ERR-20 ERR-22 ERR-23 ERR-24: %s is %d', (_ids, name, status, members) => {
    expect(writeError(new ServiceError(name, 'why', members), requestId)).toEqual({
      status,
      headers: { 'content-type': 'application/json', 'x-amzn-requestid': requestId, 'x-amzn-errortype': name },
      body: JSON.stringify({ message: 'why', ...members }),
    });
  });

  test('ERR-06 ERR-23: the time to wait is a header and no member of the body', () => {
    const error = new ServiceError('ThrottlingException', 'Rate exceeded', { retryAfterSeconds: 1 });
    const { headers, body } = writeError(error, requestId);
    expect(headers['retry-after']).toBe('1');
    expect(body).toBe('{"message":"Rate exceeded"}');
  });

  test('ERR-25: an unknown operation is 404 in the same form', () => {
    const error = refused({ method: 'GET', path: '/v1/nothing' }) as ServiceError;
    const { status, headers, body } = writeError(error, requestId);
    expect([status, headers['x-amzn-errortype']]).toEqual([404, 'UnknownOperationException']);
    expect(body).toBe('{"message":"No operation is GET /v1/nothing"}');
  });

  test('ERR-07 ERR-09: a refusal has the reason OTHER unless another is given', () => {
    expect(invalid('why').members).toEqual({ reason: 'OTHER' });
    expect(invalid('why', 'ENCRYPTION_KEY_ERROR').members).toEqual({ reason: 'ENCRYPTION_KEY_ERROR' });
  });
});
