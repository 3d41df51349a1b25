import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { packTar } from 'modern-tar';
import { describe, expect, test } from 'vitest';
import { BrokenArchive } from '../../../../src/adapters/endpoints/archives/broken-archive';
import { filesInTar, filesInTarball, gunzipped } from '../../../../src/adapters/endpoints/archives/tar';
import { filesInZip } from '../../../../src/adapters/endpoints/archives/zip';

const encoder = new TextEncoder();
const hello = encoder.encode('hello');
const long = `${'folder/'.repeat(30)}file.txt`;
const isAny = () => true;

const tarOf = (files: Readonly<Record<string, Uint8Array>>) =>
  packTar(Object.entries(files).map(([name, body]) => ({ header: { name, size: body.length }, body })));

describe('archives', () => {
  test('give the files that are wanted, whatever their names', async () => {
    const files = { 'a/b.txt': hello, [long]: hello, '../../etc/passwd': hello };
    const tar = await tarOf(files);
    for (const found of [
      filesInZip(zipSync(files), isAny),
      await filesInTar(tar, isAny),
      await filesInTarball(gzipSync(tar), isAny),
    ]) {
      expect([...found.keys()].sort()).toEqual(Object.keys(files).sort());
      expect(found.get(long)).toEqual(hello);
    }
    expect([...(await filesInTar(tar, (name) => name === 'a/b.txt')).keys()]).toEqual(['a/b.txt']);
  });

  test('that are too large inside are refused', async () => {
    const zeros = new Uint8Array(20 * 1024 * 1024);
    expect(() => filesInZip(zipSync({ zeros }), isAny)).toThrow(BrokenArchive);
    await expect(filesInTarball(gzipSync(await tarOf({ zeros })), isAny)).rejects.toThrow(BrokenArchive);
    await expect(gunzipped(gzipSync(zeros))).rejects.toThrow(BrokenArchive);
    const many = Object.fromEntries(['a', 'b', 'c'].map((name) => [name, zeros.subarray(0, 12 * 1024 * 1024)]));
    expect(() => filesInZip(zipSync(many), isAny)).toThrow(/more than 33554432 bytes/);
    await expect(filesInTar(await tarOf(many), isAny)).rejects.toThrow(/more than 33554432 bytes/);
    expect((await filesInTarball(gzipSync(await tarOf({ zeros })), () => false)).size).toBe(0);
  });

  test('that are cut, changed or no archives are refused with a BrokenArchive, or read', async () => {
    const tar = await tarOf({ 'a.txt': hello, 'b.txt': new Uint8Array(3000).fill(7) });
    const samples = [zipSync({ 'a.txt': hello, b: new Uint8Array(3000) }), tar, gzipSync(tar)];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...samples),
        fc.nat(),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 4 }),
        async (sample, cut, changes) => {
          const bytes = sample.slice(0, cut % 3 === 0 ? cut % sample.length : sample.length);
          for (const [at, value] of changes) if (bytes.length > 0) bytes[at % bytes.length] = value;
          for (const read of [
            filesInTar,
            filesInTarball,
            async (...a: Parameters<typeof filesInZip>) => filesInZip(...a),
          ]) {
            await read(bytes, isAny).catch((error: unknown) => expect(error).toBeInstanceOf(BrokenArchive));
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
