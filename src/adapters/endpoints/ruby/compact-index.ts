import { base64 } from '@scure/base';
import type { IndexedPackage } from '../../../ops/read-index';
import { type DocumentAnswer, document } from '../answer';
import { digestOf } from '../hashing';
import type { Route } from '../protocol';
import { infoOf } from './info';

/** The three documents of the compact index (RBY-12 to RBY-24). */
export const compactIndexRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: 'versions',
    async handle({ repository }) {
      const packages = await repository.index();
      const lines = packages.flatMap(versionsLine);
      return indexDocument(`created_at: ${createdTime(packages)}\n---\n${lines.join('')}`); // RBY-12
    },
  },
  {
    method: 'GET',
    path: 'names',
    async handle({ repository }) {
      const packages = (await repository.index()).filter((each) => infoOf(each).numbers.length > 0);
      return indexDocument(`---\n${packages.map(({ coordinates }) => `${coordinates.package}\n`).join('')}`); // RBY-16
    },
  },
  {
    method: 'GET',
    path: 'info/{gem}',
    async handle({ repository, params: { gem = '' } }) {
      const listing = await repository.list({ package: gem }); // RBY-21
      const { text, md5 } = infoOf({ coordinates: { format: 'ruby', package: gem }, listing });
      return indexDocument(text, `"${md5}"`);
    },
  },
];

/** RBY-12, RBY-13. A gem of which no file is known has no line. */
function versionsLine(indexed: IndexedPackage): readonly string[] {
  const { numbers, md5 } = infoOf(indexed);
  return numbers.length === 0 ? [] : [`${indexed.coordinates.package} ${numbers.join(',')} ${md5}\n`];
}

/** When the last version came (RBY-14): the document is the same until another comes. */
function createdTime(packages: readonly IndexedPackage[]): string {
  let time = 0;
  for (const { listing } of packages) {
    for (const { publishedTime = 0 } of listing.versions) time = Math.max(time, publishedTime);
  }
  return new Date(time).toISOString();
}

/** RBY-24. */
function indexDocument(body: string, etag?: string): DocumentAnswer {
  const digest = base64.encode(bytesIn(digestOf('sha256', body)));
  return document('text/plain', body, { etag, ranges: true, headers: { 'repr-digest': `sha-256=:${digest}:` } });
}

const bytesIn = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../g)!, (pair) => Number.parseInt(pair, 16));
