import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { request } from '../../src/core';
import { withFacts } from '../../src/ops/learn';
import { PackageWorld } from '../ops/packages-support';
import { contentOf, context } from '../support';

const at = { domain: 'my-domain', repository: 'my-repo', format: 'cargo' } as const;
const publication = (name: string, version: string) => ({
  ...at,
  package: name,
  version,
  assets: [{ name: `${name}-${version}.crate`, ...contentOf(name) }],
});

describe('CRG-03: a name in any case', () => {
  test('finds the spelling of the nearest repository that has one, and the same spelling first', () => {
    const world = new PackageWorld('upper', 'lower');
    const upstreams = [{ repositoryName: 'upper' }, { repositoryName: 'lower' }];
    world.call('UpdateRepository', { domain: 'my-domain', repository: 'my-repo', upstreams });
    for (const [repository, name] of [
      ['upper', 'Foo'],
      ['lower', 'foo'],
    ] as const) {
      const result = request(world.state, 'Publish', { ...publication(name, '1.0.0'), repository }, context);
      if (result.ok) world.state = result.state;
    }
    const read = (name: string) => {
      const asset = `${name}-1.0.0.crate`;
      const result = request(world.state, 'ReadAsset', { ...at, package: name, version: '1.0.0', asset }, context);
      return result.ok ? result.output.asset.name : result.error.name;
    };
    expect(read('foo')).toBe('Foo-1.0.0.crate');
    expect(read('FOO')).toBe('Foo-1.0.0.crate');
    expect(read('fooo')).toBe('ResourceNotFoundException');
    expect(read('fo')).toBe('ResourceNotFoundException');
  });

  const letters = fc.constantFrom('a', 'A', 'b', 'B', '-', '_', '1');
  const names = fc.tuple(fc.constantFrom('a', 'A', 'b', 'B'), fc.string({ unit: letters, maxLength: 4 }));
  const name = names.map((parts) => parts.join(''));

  test('is found exactly when some public crate has it in some case', () => {
    const world = new PackageWorld();
    const connection = 'public:crates-io' as const;
    const repository = { domain: 'my-domain', repository: 'my-repo' };
    world.call('AssociateExternalConnection', { ...repository, externalConnection: connection });
    fc.assert(
      fc.property(fc.array(name), name, (known, asked) => {
        const facts = known.map((each) => ({
          type: 'public version' as const,
          connection,
          package: each,
          version: '1.0.0',
          assets: [{ name: `${each}-1.0.0.crate`, ...contentOf(each) }],
        }));
        const state = withFacts(world.state, facts, context);
        const result = request(state, 'ListVersions', { ...at, package: asked }, context);
        const same = known.filter((each) => each.toLowerCase() === asked.toLowerCase());
        expect(result.ok).toBe(same.length > 0);
        if (!result.ok) return;
        const crate = result.output.versions[0]!.assets[0]!.name.replace('-1.0.0.crate', '');
        if (same.includes(asked)) expect(crate).toBe(asked);
        else expect(same).toContain(crate);
      }),
    );
  });
});
