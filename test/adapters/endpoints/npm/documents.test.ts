import { expect, test } from 'vitest';
import { rememberedDocument } from '../../../../src/adapters/endpoints/npm/documents';
import type { Listing } from '../../../../src/resolution/listing';

const asset = { name: 'package.tgz', hashes: {} };
const metadata = {};
const version = { version: '1.0.0', publishedTime: 1, assets: [asset], metadata };
const listing: Listing = { versions: [version], tags: { latest: '1.0.0' } };

const simulator = {};

/** How often the document of a listing is made, asked for after that of another one. */
function makes(key: string, before: Listing, after: Listing): number {
  let count = 0;
  const make = () => `document ${++count}`;
  const first = rememberedDocument(simulator, key, before, make);
  const second = rememberedDocument(simulator, key, after, make);
  expect(second.body).toBe(`document ${count}`);
  expect(second.etag === first.etag).toBe(count === 1);
  return count;
}

test('AUT-84: a document of the same records is made once, whoever lists them', () => {
  expect(makes('same', listing, { versions: [{ ...version, assets: [asset] }], tags: { latest: '1.0.0' } })).toBe(1);
});

test.each([
  ['metadata', { versions: [{ ...version, metadata: {} }] }],
  ['time', { versions: [{ ...version, publishedTime: 2 }] }],
  ['assets', { versions: [{ ...version, assets: [{ ...asset }] }] }],
  ['name', { versions: [{ ...version, version: '1.0.1' }] }],
  ['number of versions', { versions: [version, version] }],
  ['tags', { tags: { next: '1.0.0' } }],
])('AUT-84: another %s makes another', (what, change) => {
  expect(makes(what, listing, { ...listing, ...change })).toBe(2);
});

test('AUT-84: what is remembered is bounded', () => {
  const large = 'x'.repeat(10 * 1024 ** 2);
  let count = 0;
  const make = () => `${++count} ${large}`;
  for (const key of ['a', 'b', 'a']) rememberedDocument(simulator, `large ${key}`, listing, make);
  expect(count).toBe(3);
  rememberedDocument(simulator, 'large a', listing, make);
  expect(count).toBe(3);
  for (let times = 0; times < 2; times++) rememberedDocument(simulator, 'huge', listing, () => make() + large);
  expect(count).toBe(5);
});

test('AUT-84: a document that is too large leaves the others remembered', () => {
  const owner = {};
  let count = 0;
  const make = () => String(++count);
  rememberedDocument(owner, 'small', listing, make);
  rememberedDocument(owner, 'huge', listing, () => 'x'.repeat(17 * 1024 ** 2));
  rememberedDocument(owner, 'small', listing, make);
  expect(count).toBe(1);
});

test('AUT-84: each simulator has its own, so that two with one address do not drive each other out', () => {
  const [one, other] = [{}, {}];
  let count = 0;
  const make = () => String(++count);
  const changed = { ...listing, tags: {} };
  for (const _ of [1, 2]) {
    rememberedDocument(one, 'key', listing, make);
    rememberedDocument(other, 'key', changed, make);
  }
  expect(count).toBe(2);
});
