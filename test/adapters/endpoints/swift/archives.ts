import { strToU8, zipSync } from 'fflate';
import type { Asking, Endpoint } from '../support';

/** A manifest for a version of the tools. */
export const manifestOf = (tools: string, name = 'LinkedList'): string =>
  `// swift-tools-version:${tools}\nimport PackageDescription\n\nlet package = Package(name: "${name}")\n`;

/** The bytes of a zip of files by path; the same whenever they are made. */
export const zipOf = (files: Readonly<Record<string, string>>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])), {
    mtime: '2026-01-02T03:04:05Z',
  });

/** A source archive as `swift package archive-source` makes it: all in one top folder. */
export const sourceArchive = (mark = '', more: Readonly<Record<string, string>> = {}): Uint8Array =>
  zipOf({
    'LinkedList/Package.swift': manifestOf('5.5'),
    'LinkedList/Sources/LinkedList/LinkedList.swift': `// ${mark}\n`,
    ...more,
  });

/** What is published. */
export interface Release {
  readonly archive?: Uint8Array;
  readonly metadata?: string;
  readonly signature?: string;
  readonly metadataSignature?: string;
  readonly format?: string;
}

const boundary = '3C1D2E5F-9A8B-4C7D-8E6F-0A1B2C3D4E5F';

/** A publication as the client sends it: parts without file names. */
export function published(release: Release): Asking & { readonly body: Uint8Array } {
  const parts = [
    ['source-archive', 'application/zip', release.archive],
    ['source-archive-signature', 'application/octet-stream', release.signature],
    ['metadata', 'application/json', release.metadata],
    ['metadata-signature', 'application/octet-stream', release.metadataSignature],
  ] as const;
  const chunks = parts.flatMap(([name, type, content]) =>
    content === undefined
      ? []
      : [
          Buffer.from(
            `\r\n--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\nContent-Type: ${type}\r\n` +
              'Content-Transfer-Encoding: binary\r\n\r\n',
          ),
          Buffer.from(content),
        ],
  );
  const body = Buffer.concat([...chunks, Buffer.from(`\r\n--${boundary}--\r\n`)]).subarray(2);
  const headers = {
    'content-type': `multipart/form-data;boundary="${boundary}"`,
    accept: 'application/vnd.swift.registry.v1+json',
    prefer: 'respond-async',
    ...(release.format !== undefined && { 'x-swift-package-signature-format': release.format }),
  };
  return { method: 'PUT', headers, body: new Uint8Array(body) };
}

/** Publishes a release at an endpoint. */
export const publish = (endpoint: Endpoint, path: string, release: Release = {}, asking: Asking = {}) =>
  endpoint.ask(path, { ...published({ archive: sourceArchive(path), ...release }), ...asking });
