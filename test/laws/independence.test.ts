import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Action, anyAction, perform, repositoryNames } from './histories';
import { Estate, subjects } from './support';

/** What happens anywhere but in the repository `downstream`, whose upstreams are the repositories of the histories. */
function begin(format: 'npm' | 'pypi' | 'maven', holder: (typeof repositoryNames)[number]): Estate {
  const [first, second, third, last] = repositoryNames;
  const graph = { downstream: [first, third], [first]: [second], [second]: [], [third]: [last], [last]: [] };
  const estate = new Estate(graph, subjects[format]);
  for (const version of ['1.0.0', '2.0.0']) estate.publish(holder, version);
  return estate;
}

const kinds = fc.tuple(fc.constantFrom('npm', 'pypi', 'maven'), fc.constantFrom(...repositoryNames)) as fc.Arbitrary<
  ['npm' | 'pypi' | 'maven', (typeof repositoryNames)[number]]
>;
const actions: fc.Arbitrary<Action[]> = fc.array(anyAction, { maxLength: 30, size: 'max' });

test('RET-07 RET-11 DED-07: a retained version is not affected by anything that is done upstream', () => {
  fc.assert(
    fc.property(kinds, actions, ([format, holder], history) => {
      const estate = begin(format, holder);
      expect(estate.get('downstream', '1.0.0')).toBe(holder);
      const retained = estate.record('downstream', '1.0.0');
      for (const action of history) {
        perform(estate, action);
        expect(estate.record('downstream', '1.0.0')).toBe(retained); // the very same record
        expect(estate.get('downstream', '1.0.0')).toBe(holder);
        expect(estate.describe('downstream', '1.0.0')).toMatchObject({ revision: retained!.revision });
      }
      for (const { hashes } of retained!.assets) expect(estate.domain().assets.has(hashes['SHA-256'])).toBe(true);
    }),
    { numRuns: 100 },
  );
});

test('UPS-25 RES-39: nothing that is done downstream changes what an upstream has or shows', () => {
  fc.assert(
    fc.property(actions, (history) => {
      const graph = { constructor: ['top'], toString: ['top'], middle: ['top'], store: ['middle'], top: [] };
      const estate = new Estate(graph, subjects.npm);
      estate.publish('top', '1.0.0');
      const top = estate.repository('top');
      for (const action of history) perform(estate, action);
      expect(estate.repository('top')).toBe(top);
      expect(estate.list('top')).toEqual(['1.0.0']);
    }),
    { numRuns: 60 },
  );
});
