import { describe, expect, test } from 'vitest';
import { graphs } from '../../scripts/docs/search-order';
import { fetchLodash, outcomeOf, searchNames, stateOf, withLodash } from '../../scripts/docs/world';
import { pages, stalePages } from '../../scripts/print-docs';
import { transitions } from '../../src/rules/transitions';

test('the printed pages are what the code prints', () => expect(stalePages()).toEqual([]));

describe('docs/search-order.md', () => {
  test.each([
    ['RES-T1', 'siblings', 'my_repo', 'my_repo upstream-1 upstream-2 upstream-3'],
    ['RES-02, RES-T2', 'tree', 'my_repo', 'my_repo repo-A repo-C repo-D repo-E repo-B'],
    ['RES-07, RES-T3', 'diamond', 'repo-R', 'repo-R repo-A repo-S repo-B'],
  ] as const)('%s: the search list of %s', (_, name, requested, list) => {
    expect(searchNames(stateOf(graphs[name]), requested).join(' ')).toBe(list);
  });

  test.each([
    [['my_repo', 'repo-B'], '200, from my_repo', 'repo-A repo-C repo-D repo-E repo-B'],
    [['repo-E', 'repo-B'], '200, from repo-E', 'repo-B'],
    [['repo-D', 'repo-C'], '200, from repo-C', 'repo-D repo-E repo-B'],
    [['repo-B'], '200, from repo-B', ''],
    [[], '404', ''],
  ])('RES-04, RES-T2: a version in %j is %s', (holders, answer, unseen) => {
    const outcome = outcomeOf(withLodash(stateOf(graphs.tree), ...holders), 'my_repo');
    expect(outcome).toEqual({ answer, unseen: unseen.split(' ').filter(Boolean) });
  });

  test.each([
    ['chain', 'r25', '200, from r25'],
    ['chain', 'r26', '404'],
    ['fan', 'u3.2', '200, from u3.2'],
    ['fan', 'u3.3', '404'],
    ['fan', 'u4', '404'],
  ] as const)('RES-05, RES-T4: in the %s a version in %s is %s', (name, holder, answer) => {
    expect(outcomeOf(withLodash(stateOf(graphs[name]), holder), 'r0').answer).toBe(answer);
  });

  test('RET-02, RET-03, RET-11: a fetch through a chain is stored at both ends, and the next ends at once', () => {
    const state = withLodash(
      stateOf({ 'repo-C': ['public:npmjs'], 'repo-B': ['repo-C'], 'repo-A': ['repo-B'] }),
      'public:npmjs',
    );
    const { result } = fetchLodash(state, 'repo-A');
    const stored = result.trace.flatMap((step) => (step.kind === 'store' ? [`${step.repository} ${step.how}`] : []));
    expect(stored).toEqual(['repo-C ingested', 'repo-A retained']);
    expect(outcomeOf(result.state, 'repo-A')).toEqual({ answer: '200, from repo-A', unseen: ['repo-B', 'repo-C'] });
  });
});

test('docs/state-machine.md has every cell of the table, and an edge for every one that changes something', () => {
  const text = pages['docs/state-machine.md']!();
  const rows = text.split('\n').filter((line) => line.startsWith('| '));
  const edges = text.split('\n').filter((line) => line.includes('-->'));
  for (const [cause, row] of Object.entries(transitions)) {
    const target = cause.split(' ').at(-1)!;
    for (const [status, { rule, allowed }] of Object.entries(row)) {
      expect(rows.find((line) => line.startsWith(`| ${status} `))).toContain(
        allowed ? `(${rule})` : `refused (${rule})`,
      );
      const isEdge = edges.some((line) => line.startsWith(`  ${status} -->`) && line.endsWith(`(${rule})`));
      expect([cause, status, isEdge]).toEqual([cause, status, allowed && target !== status]);
    }
  }
});
