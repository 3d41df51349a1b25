import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { historyOf } from '../../../src/simulator/world/history';

type Repositories = Parameters<typeof historyOf>[0];

const steps = (repositories: Record<string, readonly (string | { deleted: string })[]>) =>
  historyOf(new Map(Object.entries(repositories))).steps.map(({ what, name }) => `${what} ${name}`);

/** What is left after the steps: for each repository its upstreams, `!` before those that are gone. */
function outcomeOf(
  repositories: Repositories,
  history: ReturnType<typeof historyOf>['steps'],
): Record<string, string[]> {
  let last = 0;
  const present = new Map<string, number>();
  const relations = new Map<string, { readonly name: string; readonly id: number }[]>();
  for (const { what, name } of history) {
    if (what === 'create' || what === 'create temporary') {
      expect(present.has(name)).toBe(false);
      present.set(name, ++last);
    } else if (what === 'delete') {
      present.delete(name);
    } else {
      const names = repositories
        .get(name)!
        .map((upstream) => (typeof upstream === 'string' ? upstream : upstream.deleted));
      relations.set(
        name,
        names.map((upstream) => ({ name: upstream, id: present.get(upstream)! })),
      );
    }
  }
  const shown = [...present.keys()].map((name) => {
    const list = relations.get(name) ?? [];
    return [name, list.map((each) => (present.get(each.name) === each.id ? each.name : `!${each.name}`))] as const;
  });
  return Object.fromEntries(shown);
}

const wantedOf = (repositories: Repositories): Record<string, string[]> =>
  Object.fromEntries(
    [...repositories].map(([name, list]) => [
      name,
      (list ?? []).map((upstream) => (typeof upstream === 'string' ? upstream : `!${upstream.deleted}`)),
    ]),
  );

describe('UPS-15, UPS-16: an order of events after which repositories have their upstreams', () => {
  test('without deleted ones all are created, and then related', () => {
    expect(steps({ a: ['b'], b: [] })).toEqual(['create a', 'create b', 'relate a', 'relate b']);
  });

  test('a deleted one is there until all that point to it do', () => {
    expect(steps({ a: [{ deleted: 'x' }] })).toEqual(['create temporary x', 'create a', 'relate a', 'delete x']);
  });

  test('another of its name is created afterwards, and then related', () => {
    expect(steps({ a: [{ deleted: 'x' }], b: ['x'], x: ['a'] })).toEqual([
      'create temporary x',
      'create a',
      'create b',
      'relate a',
      'delete x',
      'create x',
      'relate b',
      'relate x',
    ]);
  });

  test.each<[Record<string, readonly (string | { deleted: string })[]>]>([
    [{ x: [{ deleted: 'x' }] }],
    [{ a: [{ deleted: 'x' }, 'y'], b: [{ deleted: 'y' }, 'x'], x: [], y: [] }],
  ])('%j never was', (repositories) => {
    expect(historyOf(new Map(Object.entries(repositories))).impossible.length).toBeGreaterThan(0);
  });

  test('whatever happened, there is an order of events that leads to the same relations', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'd');
    const event = fc.oneof(
      fc.record({ what: fc.constantFrom('create' as const, 'delete' as const), name }),
      fc.record({ what: fc.constant('relate' as const), name, to: fc.uniqueArray(name, { maxLength: 3 }) }),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (events) => {
        let last = 0;
        const ids = new Map<string, number>();
        const relations = new Map<string, { readonly name: string; readonly id: number }[]>();
        for (const step of events) {
          if (step.what === 'create' && !ids.has(step.name)) ids.set(step.name, ++last);
          else if (step.what === 'delete' && ids.delete(step.name)) relations.delete(step.name);
          else if (step.what === 'relate' && ids.has(step.name)) {
            const to = step.to.filter((each) => ids.has(each) && each !== step.name);
            relations.set(
              step.name,
              to.map((each) => ({ name: each, id: ids.get(each)! })),
            );
          }
        }
        const repositories: Repositories = new Map(
          [...ids.keys()].map((each) => [
            each,
            relations.get(each)?.map((to) => (ids.get(to.name) === to.id ? to.name : { deleted: to.name })),
          ]),
        );
        const { steps: found, impossible } = historyOf(repositories);
        expect(impossible).toEqual([]);
        expect(outcomeOf(repositories, found)).toEqual(wantedOf(repositories));
      }),
    );
  });
});
