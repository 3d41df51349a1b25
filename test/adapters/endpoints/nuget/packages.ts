import { strToU8, zipSync } from 'fflate';
import type { PublicVersion } from '../../../../src/simulator/calls';
import type { Asking, Endpoint } from '../support';

/** What a package of a test says of itself. */
export interface Packed {
  readonly id: string;
  readonly version: string;
  /** More elements of `<metadata>`. */
  readonly more?: string;
  /** More files, by path. */
  readonly files?: Readonly<Record<string, string>>;
}

/** The XML of a `.nuspec`. */
export const nuspecOf = ({ id, version, more = '' }: Packed): string =>
  `<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
  <metadata minClientVersion="2.12"><id>${id}</id><version>${version}</version>
    <authors>Ann, Bob</authors><description>About ${id}.</description>${more}</metadata>
</package>`;

/** The bytes of a `.nupkg`; the same whenever they are made. */
export const nupkg = (packed: Packed): Uint8Array =>
  zipSync(
    {
      '_rels/.rels': strToU8('<Relationships/>'),
      [`${packed.id}.nuspec`]: strToU8(nuspecOf(packed)),
      'lib/net8.0/it.dll': strToU8(`the code of ${packed.id} ${packed.version}`),
      ...Object.fromEntries(Object.entries(packed.files ?? {}).map(([name, text]) => [name, strToU8(text)])),
    },
    { mtime: '2026-01-02T03:04:05Z' },
  );

const boundary = 'b7e2a1c0-9d5f-4f3e-8a6b-1c2d3e4f5a6b';

/** A push as a client sends it: the package in a part of its own, named by no name of its own. */
export function pushed(bytes: Uint8Array, filename = 'package.nupkg'): Asking & { readonly body: Uint8Array } {
  const disposition = `form-data; name=package; filename=${filename}; filename*=utf-8''${filename}`;
  const type = 'Content-Type: application/octet-stream';
  const before = `--${boundary}\r\n${type}\r\nContent-Disposition: ${disposition}\r\n\r\n`;
  const body = Buffer.concat([Buffer.from(before), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  const headers = { 'content-type': `multipart/form-data; boundary="${boundary}"` };
  return { method: 'PUT', headers, body: new Uint8Array(body) };
}

/** Pushes a package to an endpoint. */
export const push = (endpoint: Endpoint, packed: Packed, asking: Asking = {}): Promise<Response> =>
  endpoint.ask('v3/package/', { ...pushed(nupkg(packed)), ...asking });

/** Newtonsoft.Json 13.0.3 as the public registry has it, with a manifest as it gives one, and small bytes. */
export const newtonsoft = (more: Partial<PublicVersion> = {}): PublicVersion => ({
  type: 'public version',
  connection: 'public:nuget-org',
  package: 'Newtonsoft.Json',
  version: '13.0.3',
  publishedTime: Date.parse('2023-03-08T07:42:54.647Z'),
  assets: [{ name: 'newtonsoft.json.13.0.3.nupkg', bytes: nupkg({ id: 'Newtonsoft.Json', version: '13.0.3' }) }],
  metadata: {
    displayName: 'Newtonsoft.Json',
    manifest: JSON.stringify({
      '@id': 'elsewhere',
      id: 'Other',
      version: '0.0.0',
      listed: false,
      published: '1900-01-01T00:00:00Z',
      authors: 'James Newton-King',
      description: 'Json.NET',
      dependencyGroups: [
        {
          '@id': 'elsewhere#group',
          targetFramework: '.NETStandard1.0',
          dependencies: [
            { '@id': 'elsewhere#dependency', id: 'Microsoft.CSharp', range: '[4.3.0, )', registration: 'x' },
          ],
        },
        { '@id': 'elsewhere#other', targetFramework: 'net6.0' },
      ],
      licenseExpression: 'MIT',
      projectUrl: 'https://www.newtonsoft.com/json',
      requireLicenseAcceptance: false,
      tags: ['json'],
      title: 'Json.NET',
      iconUrl: 7,
    }),
  },
  ...more,
});
