import * as fc from 'fast-check';

/** A request that may be anything; its path stands below an endpoint. */
export interface AnyRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

/** Texts that parsers of names, paths and addresses stumble over. */
const hostile: readonly string[] = [
  '',
  '.',
  '..',
  '%2e%2e',
  '...',
  '%2F',
  '%2f..%2f',
  '%5c',
  '%00',
  '%',
  '%zz',
  '%ff',
  '%C0%AF',
  ' ',
  '%20',
  '+',
  '%23',
  '%3f',
  '?',
  '#x',
  ';',
  '@',
  '@x',
  '%40x%2fy',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '-',
  '~',
  '*',
  ':',
  '{name}',
  '%EF%BB%BF',
  '%E2%80%AE',
  '%F0%9F%92%A9',
  '\u00e9',
  '\u0130',
  'a'.repeat(300),
  '%61'.repeat(300),
  '/'.repeat(20),
  '%2F'.repeat(50),
  '1',
  '1.0',
  '1.0.0',
  '1.0.0-rc.1+b',
  'v1.0.0',
  'latest',
  'NaN',
  '-1',
  'x',
  'mine',
];

const methods = ['GET', 'GET', 'GET', 'HEAD', 'PUT', 'POST', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND'];

const headerNames = [
  'accept',
  'accept-encoding',
  'content-type',
  'content-length',
  'content-encoding',
  'if-none-match',
  'if-match',
  'if-modified-since',
  'if-range',
  'range',
  'x-forwarded-for',
  'x-nuget-apikey',
  'digest',
  'user-agent',
  'expect',
  'x-amz-content-sha256',
  'npm-command',
  'cargo-protocol',
  'x-swift-package-signature-format',
  'referer',
];

const headerValues = [
  '',
  '*',
  '*/*',
  'application/json',
  'application/vnd.npm.install-v1+json',
  'application/vnd.pypi.simple.v1+json;q=NaN',
  'multipart/form-data',
  'multipart/form-data; boundary=',
  'multipart/form-data; boundary=b',
  'text/html; q=2',
  'bytes=0-',
  'bytes=-1',
  'bytes=5-1',
  'bytes=999999999999999999999-',
  'bytes=0-0,2-3',
  'gzip',
  'W/"x"',
  '"x',
  '0',
  '-1',
  '99999999999999999999',
  'Thu, 01 Jan 1970 00:00:00 GMT',
  'no date',
  'x'.repeat(20_000),
  '\u00ff\u00fe',
  '%00',
  'application/vnd.swift.registry.v1+json',
  'application/vnd.swift.registry.v99+zip',
  '100-continue',
  'a=b; c="',
];

const texts = [
  '',
  '{}',
  '[]',
  'null',
  '0',
  '"x"',
  '{',
  '{"__proto__":{"x":1}}',
  '{"name":null}',
  '{"name":"mine","versions":[]}',
  '{"name":"mine","versions":{"1.0.0":null},"_attachments":{"x":{"data":"!","length":-1}}}',
  '<project/>',
  '<a',
  '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
  '--b\r\n\r\nx',
  '--b\r\nContent-Disposition: form-data; name="x"\r\n\r\ny',
  '--b\r\nContent-Disposition: form-data; name="content"; filename="../x"\r\n\r\ny\r\n--b--\r\n',
  '\u0004\b',
  'PK\u0003\u0004',
  '\u001f\u008b\b',
  '1.0.0',
  'mine 1.0.0',
  'a'.repeat(10_000),
  '['.repeat(5_000),
  `${'{"a":'.repeat(2_000)}1`,
];

const encoder = new TextEncoder();

/** The steps of a path: some that the endpoint knows, among others. */
const anyPath = (known: readonly string[]): fc.Arbitrary<string> => {
  const step = fc.oneof(fc.constantFrom(...known), fc.constantFrom(...hostile), fc.string({ maxLength: 12 }));
  const steps = fc.array(step, { maxLength: 7 }).map((all) => all.join('/'));
  const query = fc.array(fc.tuple(step, step), { maxLength: 3 });
  return fc.tuple(steps, query).map(([path, pairs]) => {
    const asked = pairs.map(([name, value]) => `${name}=${value}`).join('&');
    return asked === '' ? path : `${path}?${asked}`;
  });
};

/** A request to an endpoint: `known` are steps of its paths, `bodies` what it takes, whole or spoiled. */
export function anyRequest(known: readonly string[], bodies: readonly Uint8Array[] = []): fc.Arbitrary<AnyRequest> {
  const given = [...bodies, ...texts.map((text) => encoder.encode(text))];
  const body = fc.oneof(fc.constantFrom(...given), spoiled(given), fc.uint8Array({ maxLength: 64 }));
  const path = fc.oneof({ arbitrary: fc.constantFrom(...known), weight: 2 }, { arbitrary: anyPath(known), weight: 5 });
  return fc
    .record({
      method: fc.constantFrom(...methods),
      path,
      headers: fc.dictionary(fc.constantFrom(...headerNames), fc.constantFrom(...headerValues), { maxKeys: 4 }),
      body: fc.option(body, { nil: undefined }),
    })
    .map(({ body: sent, ...request }) => (/^(GET|HEAD)$/.test(request.method) ? request : { ...request, body: sent }));
}

/** A body cut off, with a byte changed, or followed by others. */
const spoiled = (bodies: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> =>
  fc
    .record({ body: fc.constantFrom(...bodies), at: fc.nat(), byte: fc.nat(255), how: fc.constantFrom(0, 1, 2) })
    .map(({ body, at, byte, how }) => {
      const place = body.length === 0 ? 0 : at % body.length;
      if (how === 0) return body.slice(0, place);
      if (how === 2) return new Uint8Array([...body, byte]);
      const changed = body.slice();
      if (place < changed.length) changed[place] = byte;
      return changed;
    });

/** How many requests are tried: many more when the variable FUZZ is set. */
export const fuzzRuns = process.env.FUZZ ? 100_000 : 3_000;
