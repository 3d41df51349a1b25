import type { Domain, Repository } from '../model/state';
import type { Step } from '../model/trace';
import { isHit, looksOf } from './search';
import { counted, ordinal, plain } from './words';

/** What a graph shows besides the relations. */
export interface GraphOptions {
  /** The repository that was asked: only what can be reached from it is drawn. Without it all of the domain is. */
  readonly requested?: string;
  /** The steps of a request: the way it took is marked. */
  readonly trace?: readonly Step[];
  /** At most so many repositories are drawn. */
  readonly most?: number;
}

const usualMost = 100;
const mostEdges = 450; // Mermaid itself refuses more than 500

/** The classes of nodes, and how they look; a node is of the first that fits. */
const styles = {
  found: 'fill:#d6f5d6,stroke:#2b7a2b,stroke-width:3px',
  stored: 'fill:#dbe9ff,stroke:#2457a6,stroke-width:2px',
  visited: 'fill:#fff6d6,stroke:#a67c00',
  unreached: 'fill:#f4f4f4,stroke:#bbb,color:#999',
  missing: 'fill:#ffe0e0,stroke:#b00020,stroke-dasharray:4 3',
  public: 'fill:#efe3ff,stroke:#6b3fa0',
  plain: 'fill:#fff,stroke:#555',
} as const;
type Style = keyof typeof styles;

/**
 * The repositories of a domain as a Mermaid flow chart: an arrow to each upstream with its place in the order of
 * search, external connections as round nodes, deleted upstreams dashed. With a trace, each repository tells when it
 * was looked at and what it had, and what was stored there.
 */
export function repositoryGraph(
  domain: Domain,
  { requested, trace = [], most = usualMost }: GraphOptions = {},
): string {
  const all = requested === undefined ? [...domain.repositories.values()] : reachable(domain, requested);
  const drawn = all.slice(0, most);
  const marks = marksOf(trace);
  const off = looksOf(trace).length > 0 ? 'unreached' : 'plain';
  const lines = drawn.map(({ id, name }) => node(`r${id}`, ['[', ']'], ...markOf(marks, name, off)));
  const edges: string[] = [];
  const others = new Map<string, string>();
  const ids = new Set(drawn.map(({ id }) => id));
  for (const repository of drawn) {
    repository.upstreams.forEach(({ id, name }, index) => {
      const exists = domain.repositories.get(id) !== undefined;
      if (exists && !ids.has(id)) return;
      if (!exists) others.set(`d${id}`, node(`d${id}`, ['[', ']'], [name, 'no longer exists'], 'missing'));
      edges.push(`  r${repository.id} ${exists ? '-->' : '-.->'}|${index + 1}| ${exists ? 'r' : 'd'}${id}`);
    });
    const connection = repository.externalConnection;
    if (connection === undefined) continue;
    const id = `p_${connection.replace(/\W/g, '_')}`;
    others.set(id, node(id, ['([', '])'], ...markOf(marks, connection, 'public')));
    edges.push(`  r${repository.id} ==> ${id}`);
  }
  const left = [
    ...(all.length > most ? [`${all.length - most} more repositories`] : []),
    ...(edges.length > mostEdges ? [`${edges.length - mostEdges} more relations`] : []),
  ];
  const rest = left.length === 0 ? [] : [node('more', ['[', ']'], left, 'unreached')];
  const body = [...lines, ...others.values(), ...rest];
  return ['flowchart LR', ...body, ...edges.slice(0, mostEdges), ...classLines(body)].join('\n');
}

/** The repositories that can be reached from one over upstream relations, itself first, the nearest next. */
export function reachable(domain: Domain, requested: string): Repository[] {
  const first = domain.repositories.get(domain.repositoryIds.get(requested) ?? -1);
  const found = new Set(first ? [first] : []);
  for (const repository of found) {
    for (const { id } of repository.upstreams) {
      const upstream = domain.repositories.get(id);
      if (upstream) found.add(upstream);
    }
  }
  return [...found];
}

interface Mark {
  readonly notes: string[];
  style: Style;
}

/** What the steps say of each repository and public repository, by name. */
function marksOf(trace: readonly Step[]): Map<string, Mark> {
  const marks = new Map<string, Mark>();
  const mark = (name: string, style: Style, note: string): void => {
    const known = marks.get(name) ?? { notes: [], style };
    if (!known.notes.includes(note)) known.notes.push(note);
    if (order.indexOf(style) < order.indexOf(known.style)) known.style = style;
    marks.set(name, known);
  };
  looksOf(trace).forEach((look, index) => {
    const found = look.kind === 'visit' ? look.found : counted(look.versions, 'version');
    mark(look.repository, isHit(look) ? 'found' : 'visited', `${ordinal(index + 1)}: ${found}`);
  });
  for (const step of trace) {
    if (step.kind === 'stop' && blocking.has(step.id) && marks.has(step.repository)) {
      mark(step.repository, 'visited', 'upstream BLOCK');
    }
    if (step.kind === 'catalogue') {
      const has = step.found === 'the version' || step.found === 'versions';
      mark(step.connection, has ? 'found' : 'public', has ? `has ${step.found}` : step.found);
    }
    if (step.kind === 'outage') mark(step.connection, 'missing', 'not available');
    if (step.kind === 'store') mark(step.repository, 'stored', `${step.how} ${step.version}`);
    if (step.kind === 'schedule') mark(step.repository, 'stored', `${step.version} comes later`);
  }
  return marks;
}

const blocking: ReadonlySet<string> = new Set(['RES-30', 'RES-31']);
const order = Object.keys(styles) as Style[];

/** The lines of a node's label, and its class: `otherwise` when the steps say nothing of it. */
function markOf(marks: Map<string, Mark>, name: string, otherwise: Style): [string[], Style] {
  const mark = marks.get(name);
  if (!mark) return [otherwise === 'unreached' ? [name, 'not looked at'] : [name], otherwise];
  return [[name, ...mark.notes], mark.style];
}

function node(id: string, [open, close]: readonly [string, string], label: readonly string[], style: Style): string {
  return `  ${id}${open}"${label.map(escaped).join('<br/>')}"${close}:::${style}`;
}

/** A text inside a quoted label of Mermaid: what could end the label, or be read as HTML or Markdown, as an entity. */
const escaped = (text: string): string =>
  plain(text).replace(special, (signs) => [...signs].map((sign) => `#${sign.codePointAt(0)};`).join(''));

const special = /["#&<>`*\\;]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|(?<=^\d+)\.$/g;

const classLines = (nodes: readonly string[]): string[] =>
  order
    .filter((style) => nodes.some((line) => line.endsWith(`:::${style}`)))
    .map((style) => `  classDef ${style} ${styles[style]}`);
