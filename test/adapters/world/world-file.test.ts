import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { root } from '../../../scripts/rulebook/files';
import { parseWorld } from '../../../src/adapters/world/parse-world';
import { readWorldFile } from '../../../src/adapters/world/world-file';
import { createSimulator } from '../../../src/simulator/simulator';
import { worldOf } from '../../../src/simulator/world/dump-world';

const folder = mkdtempSync(join(tmpdir(), 'codeartifact-sim-world-'));
afterAll(() => rmSync(folder, { recursive: true }));

function fileWith(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const withAsset = (file: string) =>
  `{ domains: { team: { repositories: { app: { packages: { npm: { a: { 1.0.0:
  { assets: { package.tgz: { file: ${file} } } } } } } } } } } }`;

describe('a world file', () => {
  test('has assets whose paths are relative to it', () => {
    mkdirSync(join(folder, 'files'), { recursive: true });
    fileWith('files/a.tgz', new Uint8Array([0, 255]));
    const world = readWorldFile(fileWith('assets.yaml', withAsset('files/a.tgz')));
    const result = createSimulator({ world }).execute('GetPackageVersionAsset', {
      domain: 'team',
      repository: 'app',
      format: 'npm',
      package: 'a',
      packageVersion: '1.0.0',
      asset: 'package.tgz',
    });
    expect(result.ok && [...result.output.asset.bytes()]).toEqual([0, 255]);
  });

  test.each([
    ['absent.tgz', "cannot read 'absent.tgz': there is no such file"],
    ['.', "cannot read '.': it is a folder"],
  ])('that names %s as an asset is refused with the place', (file, problem) => {
    const path = fileWith('wrong.yaml', withAsset(file));
    const place = 'domains.team.repositories.app.packages.npm.a["1.0.0"].assets["package.tgz"].file';
    expect(() => readWorldFile(path)).toThrow(`${path}:2:36: ${place}: ${problem}`);
  });

  test('that is not there, or no text, is refused by its name', () => {
    const absent = join(folder, 'absent.yaml');
    expect(() => readWorldFile(absent)).toThrow(`${absent}: cannot read '${absent}': there is no such file`);
    const binary = fileWith('binary.yaml', new Uint8Array([0xc3, 0x28]));
    expect(() => readWorldFile(binary)).toThrow(`${binary}: is not UTF-8`);
  });

  test('is JSON by its name', () => {
    const path = fileWith('world.json', 'account: "111122223333"');
    expect(() => readWorldFile(path)).toThrow(`${path}:1:1: no JSON`);
  });
});

describe('docs/examples/world.yaml', () => {
  const path = join(root, 'docs', 'examples', 'world.yaml');

  test('names the schema, relative to itself', () => {
    const [first] = readFileSync(path, 'utf8').split('\n');
    const schema = first!.replace('# yaml-language-server: $schema=', '');
    expect(JSON.parse(readFileSync(join(path, '..', schema), 'utf8')).$id).toBe('urn:codeartifact-sim:world');
  });

  test('is loaded, and says what its comments say', () => {
    const sim = createSimulator({ world: readWorldFile(path) });
    expect(new Date(sim.now()).toISOString()).toBe('2026-09-01T09:00:00.000Z');
    const team = { domain: 'team', domainOwner: '111122223333', repository: 'app' } as const;
    const partner = { principal: 'arn:aws:iam::123456789012:user/partner' };
    expect(sim.execute('ListPackages', team, partner).ok).toBe(true);
    expect(sim.execute('ListPackages', { ...team, repository: 'store' }).ok).toBe(true);
    expect(sim.execute('DeleteRepository', team, { principal: 'arn:aws:iam::111122223333:role/ci' }).ok).toBe(false);
    const requests = { ...team, repository: 'python', format: 'pypi', package: 'requests' } as const;
    const listed = sim.request('ListVersions', requests);
    expect(listed.ok && listed.output.versions.map(({ version }) => version)).toEqual(['2.31']);
    const readme = {
      ...team,
      format: 'generic',
      namespace: 'tools',
      package: 'installer',
      packageVersion: '1.10',
    } as const;
    const asset = sim.execute('GetPackageVersionAsset', { ...readme, asset: 'README.md' });
    expect(asset.ok && asset.output.asset.text()).toBe('Run install.sh.\n');
    expect(worldOf(createSimulator({ world: worldOf(sim) }))).toEqual(worldOf(sim));
  });
});

test('every world in docs/world.md is one, and what it says of a mistake is what is said', () => {
  const page = readFileSync(join(root, 'docs', 'world.md'), 'utf8');
  const worlds = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text]) => text!);
  expect(worlds.length).toBeGreaterThan(1);
  expect(worlds.some((text) => text.includes('accessKeys:'))).toBe(true);
  for (const text of worlds) createSimulator({ world: parseWorld(text) });
  const mistake = worlds[0]!.replace('app: { upstreams: [store] }', 'app: { upstreams: [stroe] }');
  const problem = /world\.yaml:\d+:\d+: (.*)/.exec(page)![1]!;
  expect(() => createSimulator({ world: parseWorld(mistake) })).toThrow(problem);
});
