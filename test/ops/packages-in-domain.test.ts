import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Domain, Package, Repository } from '../../src/model/state';
import { emptyById, emptyByName } from '../../src/model/wide-map';
import { packagesInDomain } from '../../src/ops/packages-in-domain';

const record = Object.freeze({}) as Package;
const domainOf = (repositories: readonly (readonly string[])[]): Domain => {
  const entries = repositories.map((keys, id) => {
    const packages = emptyByName<Package>().withAll(keys.map((key) => [key, record]));
    return [id, Object.freeze({ packages } as Repository)] as const;
  });
  return { repositories: emptyById<Repository>().withAll(entries) } as Domain;
};

test('GRP-123 GRP-126: the packages of all repositories come each once and in order', () => {
  const key = fc.stringMatching(/^[a-c]{1,3}$/);
  const bound = fc.option(key, { nil: undefined });
  fc.assert(
    fc.property(fc.array(fc.uniqueArray(key)), bound, bound, (repositories, after, before) => {
      const expected = [...new Set(repositories.flat())]
        .filter((each) => (after === undefined || each > after) && (before === undefined || each < before))
        .sort();
      const found = [...packagesInDomain(domainOf(repositories), after, before)].map(([each]) => each);
      expect(found).toEqual(expected);
    }),
  );
});
