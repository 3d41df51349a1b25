import { expect, test } from 'vitest';
import { given, givenAsset, ReadableContent } from '../../src/simulator/assets';
import { hashesOf, memoryStore } from '../../src/simulator/content-store';
import { createSimulator } from '../../src/simulator/simulator';
import { contentOf } from '../support';

const bytes = new TextEncoder().encode('content');

test('bytes that come with their digests are neither hashed nor copied', () => {
  const hashes = contentOf('other').hashes; // that they are others shows that they are taken as they are
  const found = given({ size: 7, hashes, bytes });
  expect(found).toEqual({ content: { size: 7, hashes }, bytes, isOwned: true });
  expect(found.bytes!.buffer).toBe(bytes.buffer);
  expect(givenAsset({ name: 'a', size: 7, hashes })).toEqual({
    content: { name: 'a', size: 7, hashes },
    asset: { name: 'a', size: 7, hashes },
  });
});

test('the store keeps them as they are, and a copy of bytes that somebody else may change', () => {
  const store = memoryStore();
  const simulator = createSimulator({ store });
  const place = { domain: 'my-domain', repository: 'my-repo' };
  const version = { ...place, format: 'generic', namespace: 'ns', package: 'tool', packageVersion: '1.0' } as const;
  simulator.execute('CreateDomain', { domain: 'my-domain' });
  simulator.execute('CreateRepository', place);
  const publish = (assetName: string, content: Uint8Array, isOwned: boolean) => {
    const hashes = hashesOf(content);
    const assetContent = isOwned ? { size: content.length, hashes, bytes: content } : content;
    const input = { ...version, assetName, assetContent, assetSHA256: hashes['SHA-256'], unfinished: isOwned };
    expect(simulator.execute('PublishPackageVersion', input).ok).toBe(true);
    return store.get(hashes['SHA-256'])!;
  };
  expect(publish('owned', bytes, true).buffer).toBe(bytes.buffer);
  const other = new Uint8Array([1, 2, 3]);
  expect(publish('copied', other, false).buffer).not.toBe(other.buffer);
  const read = simulator.execute('GetPackageVersionAsset', { ...version, asset: 'owned' });
  expect(read.ok && read.output.asset.text()).toBe('content');
});

test.each([null, undefined, 1, {}, { hashes: {} }, { bytes: [1] }, { bytes }])('%j is passed on', (input) => {
  expect(given(input as never)).toEqual({ content: input });
});

test('a part of a content is in memory of its own', () => {
  const content = new ReadableContent(contentOf('content'), bytes);
  expect(new TextDecoder().decode(content.slice(1, 4))).toBe('ont');
  expect(content.slice(5, 100)).toHaveLength(2);
  content.slice(0, 1)[0] = 0;
  expect(content.text()).toBe('content');
  expect(() => new ReadableContent(contentOf('content'), undefined).slice(0, 0)).toThrow(
    'Only the size and the digests',
  );
});
