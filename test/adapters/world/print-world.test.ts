import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseWorld } from '../../../src/adapters/world/parse-world';
import { worldPrinters } from '../../../src/adapters/world/print-world';
import { createSimulator } from '../../../src/simulator/simulator';
import { worldOf } from '../../../src/simulator/world/dump-world';
import { anyWorld } from '../../simulator/worlds';

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

test('readers of YAML 1.1 take no text for something else', () => {
  const tags = { yes: 'no', '1_000': '12:30', on: '2026-01-01', plain: 'text' };
  const printed = worldPrinters.yaml({ domains: { team: { tags } } });
  expect(printed.trimEnd().split('\n').slice(3)).toEqual([
    "      'yes': 'no'",
    "      '1_000': '12:30'",
    "      'on': '2026-01-01'",
    '      plain: text',
  ]);
});
