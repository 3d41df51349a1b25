import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseWorld } from '../../src/adapters/parse-world';
import { worldPrinters } from '../../src/adapters/print-world';
import { worldOf } from '../../src/simulator/dump-world';
import { createSimulator } from '../../src/simulator/simulator';
import { anyWorld } from '../simulator/worlds';

test.each(['yaml', 'json'] as const)('what is printed as %s is read as the same world', (format) => {
  fc.assert(
    fc.property(anyWorld, (given) => {
      const world = worldOf(createSimulator({ world: given }));
      expect(parseWorld(worldPrinters[format](world), { name: `world.${format}` })).toEqual(world);
    }),
    { numRuns: 40 },
  );
});

test('any text is read as it was printed', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('1.10', 'yes', '~', '2026-01-01', 'a\n\nb ', '<<'),
  );
  fc.assert(
    fc.property(fc.dictionary(text, text, { noNullPrototype: true }), (tags) => {
      const world = { domains: { team: { tags } } };
      expect(parseWorld(worldPrinters.yaml(world))).toEqual(world);
    }),
    { numRuns: 300 },
  );
});
