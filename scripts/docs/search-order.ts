/** Prints `docs/search-order.md`: every graph, list, table and explanation on the page comes from a run of the
code. */
import { repositoryGraph } from '../../src/explain/graph';
import { stateTree } from '../../src/explain/state-tree';
import { printTable } from '../rulebook/print';
import { domainOf, fetchLodash, type Graph, outcomeOf, searchNames, stateOf, withLodash } from './world';

/** The graphs of the rulebook (RES-T1 to RES-T4), their repositories in the order of creation. */
export const graphs = {
  siblings: {
    'upstream-1': [],
    'upstream-2': [],
    'upstream-3': [],
    my_repo: ['upstream-1', 'upstream-2', 'upstream-3'],
  },
  tree: {
    'repo-E': [],
    'repo-D': ['repo-E'],
    'repo-C': [],
    'repo-A': ['repo-C', 'repo-D'],
    'repo-B': [],
    my_repo: ['repo-A', 'repo-B'],
  },
  diamond: { 'repo-S': [], 'repo-B': ['repo-S'], 'repo-A': ['repo-S'], 'repo-R': ['repo-A', 'repo-B'] },
  chain: chainOf(30),
  fan: fanOf(10),
} as const satisfies Readonly<Record<string, Graph>>;

function chainOf(length: number): Graph {
  const names = Array.from({ length: length + 1 }, (_, index) => `r${length - index}`);
  return Object.fromEntries(names.map((name, index) => [name, index === 0 ? [] : [names[index - 1]!]]));
}

function fanOf(width: number): Graph {
  const numbers = Array.from({ length: width }, (_, index) => index + 1);
  const leaves = numbers.flatMap((i) => numbers.map((j) => [`u${i}.${j}`, []] as const));
  const inner = numbers.map((i) => [`u${i}`, numbers.map((j) => `u${i}.${j}`)] as const);
  return Object.fromEntries([...leaves, ...inner, ['r0', numbers.map((i) => `u${i}`)]]);
}

const intro = `<!-- Printed by scripts/print-docs.ts from runs of the code: do not edit. -->

# Where CodeArtifact looks for a package version

A package manager such as npm talks to one repository. What that repository does not have itself can come from
elsewhere, in two ways:

- A repository can have up to ten **upstreams**: other repositories of the same domain, in an order that you
  choose. They can have upstreams of their own.
- A repository can have one **external connection**: a public repository, such as \`public:npmjs\`.

When somebody asks for a version, CodeArtifact works out one list of repositories, the **search list**, and looks
through it from the start. This page shows the list for some graphs. The ids in brackets are rules of the
[rulebook](rulebook/README.md).

In the pictures an arrow leads from a repository to an upstream; its number is the place in the order of that
repository's upstreams.`;

const depthFirst = `## Upstreams of upstreams

After a repository come its own upstreams, with all of theirs, and only then its next sibling (RES-02). One branch
is followed to its end before the next one begins.`;

const tableIntro = `The search ends at the first repository that has the version (RES-04); whatever comes later
in the list is not even looked at. Here is where a fetch of one version through my_repo ends, by where the
version is stored:`;

const limitIntro = `## No more than 25 upstreams

At most 25 repositories are searched besides the requested one. What comes later in the list is left out without
an error text: the version is just not found (RES-05).`;

const decides = `## What else counts

- **The first record decides, whatever its status** (RES-11). A version that is Archived or Disposed in the first
  repository that has a record of it is not found, even if a repository farther on has it Published (RES-12). What
  the statuses mean is told in [state-machine.md](state-machine.md).
- **Stored copies come first.** Public repositories are asked only when no repository of the list has the version
  (RES-16), in the order of the list (RES-17).
- **A package can be kept to itself.** With the origin control \`upstream\` set to BLOCK for a package, a
  repository takes nothing from above for this package (RES-30, RES-31).
- **A deleted upstream breaks the walk.** Until it is taken out of the list of upstreams only what the requested
  repository has itself can be fetched (UPS-16, UPS-22).`;

const retentionIntro = `## What a fetch leaves behind

A version that was fetched stays. Take a chain of three repositories, the last of which is connected to npmjs, and
let a developer install lodash through the first, when none of them has it:`;

/** The text of the page. */
export function printSearchOrder(): string {
  const sections = [
    intro,
    '## A list of upstreams\n\nThe requested repository comes first, then its upstreams in their order.',
    shown('siblings', 'my_repo'),
    depthFirst,
    shown('tree', 'my_repo'),
    tableIntro,
    holdersTable(),
    `## Two ways to one repository

A repository that is reached twice stands in the list once, at its first place, and counts once (RES-07).`,
    shown('diamond', 'repo-R'),
    limitIntro,
    limitTable(),
    decides,
    retentionIntro,
    ...retention(),
  ];
  return `${sections.join('\n\n')}\n`;
}

const fenced = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\``;

/** A graph as a picture, and its search list. */
function shown(name: keyof typeof graphs, requested: string): string {
  const state = stateOf(graphs[name]);
  const list = searchNames(state, requested).join(', ');
  const picture = fenced('mermaid', repositoryGraph(domainOf(state), { requested }));
  return `${picture}\n\nSearch list of ${requested}: **${list}**`;
}

function holdersTable(): string {
  const state = stateOf(graphs.tree);
  const holders = [['my_repo', 'repo-B'], ['repo-E', 'repo-B'], ['repo-D', 'repo-C'], ['repo-B'], []];
  const rows = holders.map((names) => {
    const { answer, unseen } = outcomeOf(withLodash(state, ...names), 'my_repo');
    return [names.join(' and ') || 'nowhere', answer, unseen.join(', ') || 'none'];
  });
  return printTable(['stored in', 'answer', 'never looked at'], rows, 3);
}

function limitTable(): string {
  const cases = [
    ['a chain, r0 to r30', 'chain', 'r25'],
    ['the same', 'chain', 'r26'],
    ['r0 has ten upstreams, u1 to u10; each of them has ten of its own', 'fan', 'u3.2'],
    ['the same', 'fan', 'u3.3'],
    ['the same', 'fan', 'u4'],
  ] as const;
  const rows = cases.map(([graph, name, holder]) => {
    const state = stateOf(graphs[name]);
    const searched = searchNames(state, 'r0').length - 1;
    return [graph, holder, searched, outcomeOf(withLodash(state, holder), 'r0').answer];
  });
  return printTable(['graph', 'only in', 'upstreams searched', 'answer'], rows, 4);
}

/** One fetch through a chain, what it leaves, and the same fetch once more. */
function retention(): string[] {
  const graph = { 'repo-C': ['public:npmjs'], 'repo-B': ['repo-C'], 'repo-A': ['repo-B'] };
  const state = withLodash(stateOf(graph), 'public:npmjs');
  const first = fetchLodash(state, 'repo-A');
  const again = fetchLodash(first.result.state, 'repo-A');
  return [
    fenced('text', first.explanation.text),
    'The same as a picture:',
    fenced('mermaid', first.explanation.mermaid!),
    `And this is what the domain holds now. The repository in the middle has nothing (RET-02), and although two
repositories have a record, the bytes are stored once (DED-01):`,
    fenced('text', stateTree(first.result.state)),
    `From now on the version does not depend on anything above it. The next install through the same repository ends
at once:`,
    fenced('text', again.explanation.text),
  ];
}
