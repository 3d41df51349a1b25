import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reachable, repositoryGraph } from '../../src/explain/graph';
import type { Domain } from '../../src/model/state';
import type { World } from '../support';
import { explained, learn, offered, read, stored, worldOf } from './worlds';

const domainOf = ({ state }: World): Domain => [...state.domains.values()][0]!;

/** The lines of a flow chart by what they are: a node, an edge, a class; anything else is a fault of syntax. */
function parsed(mermaid: string) {
  const [head, ...lines] = mermaid.split('\n');
  expect(head).toBe('flowchart LR');
  const nodes = new Map<string, { label: string; style: string }>();
  const edges: { from: string; to: string; label?: string }[] = [];
  const styles = new Set<string>();
  for (const line of lines) {
    const node = /^ {2}(\w+)(?:\["([^"]*)"\]|\(\["([^"]*)"\]\)):::(\w+)$/.exec(line);
    const edge = /^ {2}(\w+) (?:(?:-->|-\.->)\|(\d+)\||==>) (\w+)$/.exec(line);
    const style = /^ {2}classDef (\w+) [-\w:#,. ]+$/.exec(line);
    if (node) nodes.set(node[1]!, { label: node[2] ?? node[3]!, style: node[4]! });
    else if (edge) edges.push({ from: edge[1]!, to: edge[3]!, label: edge[2] });
    else if (style) styles.add(style[1]!);
    else throw new Error(`no line of a flow chart: ${line}`);
  }
  return { nodes, edges, styles };
}

test('a domain without a request shows relations in their order, connections, and upstreams that are gone', () => {
  const made = worldOf({ 'npm-store': ['public:npmjs'], old: [], libs: ['npm-store'], app: ['libs', 'old'] });
  made.call('DeleteRepository', { domain: 'my-domain', repository: 'old' });
  expect(repositoryGraph(domainOf(made))).toMatchInlineSnapshot(`
    "flowchart LR
      r1["npm-store"]:::plain
      r3["libs"]:::plain
      r4["app"]:::plain
      p_public_npmjs(["public:npmjs"]):::public
      d2["old<br/>no longer exists"]:::missing
      r1 ==> p_public_npmjs
      r3 -->|1| r1
      r4 -->|1| r3
      r4 -.->|2| d2
      classDef missing fill:#ffe0e0,stroke:#b00020,stroke-dasharray:4 3
      classDef public fill:#efe3ff,stroke:#6b3fa0
      classDef plain fill:#fff,stroke:#555"
  `);
});

test('a request marks what it looked at, where the version was, where it is stored, and what it did not reach', () => {
  const made = worldOf({ 'npm-store': ['public:npmjs'], far: [], near: ['npm-store'], app: ['near', 'far'], lone: [] });
  learn(made, offered(), stored('near'), stored('far'));
  expect(explained(made, 'ReadAsset', read('app')).mermaid).toMatchInlineSnapshot(`
    "flowchart LR
      r4["app<br/>1st: nothing<br/>retained 4.17.21"]:::stored
      r3["near<br/>2nd: Published<br/>upstream BLOCK"]:::found
      r2["far<br/>not looked at"]:::unreached
      r1["npm-store<br/>not looked at"]:::unreached
      p_public_npmjs(["public:npmjs"]):::public
      r4 -->|1| r3
      r4 -->|2| r2
      r3 -->|1| r1
      r1 ==> p_public_npmjs
      classDef found fill:#d6f5d6,stroke:#2b7a2b,stroke-width:3px
      classDef stored fill:#dbe9ff,stroke:#2457a6,stroke-width:2px
      classDef unreached fill:#f4f4f4,stroke:#bbb,color:#999
      classDef public fill:#efe3ff,stroke:#6b3fa0"
  `);
});

describe('whatever is drawn', () => {
  const names = fc
    .uniqueArray(fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{1,30}$/), { minLength: 1, maxLength: 6 })
    .chain((all) => fc.tuple(fc.constant(all), fc.array(fc.nat(), { minLength: 12, maxLength: 12 })));

  test('it is a flow chart whose edges lead from node to node, and whose classes are defined', () => {
    fc.assert(
      fc.property(names, ([all, choices]) => {
        const upstreamsOf = (index: number) =>
          all.slice(0, index).filter((_, other) => choices[index + other]! % 2 === 0);
        const made = worldOf(Object.fromEntries(all.map((name, index) => [name, upstreamsOf(index)])));
        const explanation = explained(made, 'ReadAsset', read(all.at(-1)!));
        for (const mermaid of [repositoryGraph(domainOf(made)), explanation.mermaid!]) {
          const { nodes, edges, styles } = parsed(mermaid);
          for (const { from, to } of edges) expect([nodes.has(from), nodes.has(to)]).toEqual([true, true]);
          for (const { style } of nodes.values()) expect(styles).toContain(style);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('a large domain is cut, and says so', () => {
    const all = Array.from({ length: 30 }, (_, index) => `r${index}`);
    const made = worldOf(Object.fromEntries(all.map((name, index) => [name, all.slice(0, index).slice(-10)])));
    const { nodes, edges } = parsed(repositoryGraph(domainOf(made), { most: 20 }));
    expect([nodes.size, nodes.get('more')?.label]).toEqual([21, '10 more repositories']);
    expect(edges.every(({ from, to }) => nodes.has(from) && nodes.has(to))).toBe(true);
    expect(reachable(domainOf(made), 'r29')).toHaveLength(30);
  });

  test.each([
    ['my_repo', 'my_repo'],
    ['a._b_', 'a.#95;b#95;'],
    ['"<b>&#`*\\;', '#34;#60;b#62;#38;#35;#96;#42;#92;#59;'],
    ['12.', '12#46;'],
  ])('a name %s cannot end its label or become markup: %s', (name, label) => {
    const made = worldOf({ app: [] });
    const [repository] = [...domainOf(made).repositories.values()];
    const { repositories } = domainOf(made);
    const renamed = Object.freeze({ ...repository!, name });
    const domain = { ...domainOf(made), repositories: repositories.with(renamed.id, renamed) };
    expect(repositoryGraph(domain)).toContain(`["${label}"]`);
  });
});
