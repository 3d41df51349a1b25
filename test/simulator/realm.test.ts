import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

const program = `
import { createSimulator } from './src/simulator/simulator';
import { fromJSON } from './src/simulator/from-json';
import { hashesOf } from './src/simulator/content-store';
const packages = { npm: { a: { '1.0.0': { assets: { 'package.tgz': text } } } } };
const sim = createSimulator({ world: { domains: { 'my-domain': { repositories: { team: { packages } } } } } });
const at = { domain: 'my-domain', repository: 'team' };
const generic = { ...at, format: 'generic', namespace: 'n', package: 'p', packageVersion: '1' };
const assetSHA256 = hashesOf(new Uint8Array(given))['SHA-256'];
sim.execute('PublishPackageVersion', { ...generic, assetName: 'a', assetContent: given, assetSHA256 });
const back = fromJSON(JSON.parse(JSON.stringify(sim.toJSON({ bytes: true }))));
const read = back.execute('GetPackageVersionAsset', { ...generic, asset: 'a' }).output.asset;
const npm = { ...at, format: 'npm', package: 'a', version: '1.0.0', asset: 'package.tgz' };
const text2 = back.request('ReadAsset', npm).output.content.text();
globalThis.result = JSON.stringify([[...read.bytes()], text2, sim.events.length]);
`;

test('needs nothing but ECMAScript, and takes bytes of another realm', async () => {
  const built = await build({
    stdin: { contents: program, resolveDir: process.cwd(), loader: 'ts' },
    bundle: true,
    format: 'iife',
    platform: 'browser',
    write: false,
    logLevel: 'silent',
  });
  const sandbox = createContext({ given: Buffer.from([1, 2, 3]), text: 'h\u00e9' });
  runInContext(built.outputFiles[0]!.text, sandbox);
  expect(JSON.parse(sandbox.result as string)).toEqual([[1, 2, 3], 'h\u00e9', 1]);
});
