/** One page of the rulebook. */
export interface Page {
  readonly name: string;
  readonly text: string;
}

/** The levels of evidence: documented, observed, our choice, and their mixtures. */
export const levels = ['D', 'D+O', 'D+C', 'O', 'O+C', 'C'] as const;
export type Level = (typeof levels)[number];

/** A rule as the index lists it. */
export interface Rule {
  readonly id: string;
  readonly level: Level;
  readonly file: string;
  /** The nearest heading above the rule. */
  readonly section: string;
}

/** The prefixes of the rule ids and what each is about, in the order of the index. */
export const subjects = {
  DOM: 'domains',
  REP: 'repositories',
  UPS: 'upstream relations',
  EXT: 'external connections, ingestion, delays, outages',
  END: 'repository endpoints, redirects',
  RES: 'resolution: search list, deciding copy, listings, API scope',
  RET: 'retention',
  DED: 'de-duplication, stored size',
  CPY: 'CopyPackageVersions',
  IAM: 'ARNs, actions, policy evaluation, conditions',
  POL: 'domain and repository policies',
  TOK: 'authorization tokens',
  TAG: 'tags',
  EVT: 'EventBridge events, CloudTrail',
  QUO: 'quotas',
  ERR: 'error types, wire form, validation messages, texts',
  API: 'wire protocol, paging, idempotency, CloudFormation types; the 48 bindings, constraints, narrower value sets',
  PKG: 'package coordinates, normalisation, package records',
  VER: 'version records: details, revision, origin, times',
  LST: 'listing and reading operations',
  STA: 'statuses, transitions, batches',
  PUB: 'publishing, PublishPackageVersion, reachable versions',
  ORG: 'origin controls of a package, defaults, joined with groups',
  GRP: 'package groups',
  AUT: 'all package-manager endpoints: credentials, login, bodies, redirects, caching',
  NPM: 'npm',
  PYP: 'PyPI',
  MVN: 'Maven',
  NUG: 'NuGet',
  GEN: 'generic',
  RBY: 'Ruby',
  SWF: 'Swift',
  CRG: 'Cargo',
} as const;

/** The prefixes alone, in the order of the index. */
export const prefixes: readonly string[] = Object.keys(subjects);

const prefixPattern = prefixes.join('|');
const idPattern = new RegExp(`\\b(?:${prefixPattern})-T?\\d+\\b`, 'g');
const rowPattern = new RegExp(`^\\| ((?:${prefixPattern})-\\d+) \\|`);
const tablePattern = new RegExp(`\\*\\*((?:${prefixPattern})-T\\d+)\\b`, 'g');
const machinePath = /(?<![\w.{}<*-])\/(?:work|tmp|home|root|Users)(?![\w-])/;

/** The ids of rules (`DOM-01`) and of tables of test vectors (`EXT-T1`) that a text cites, each once. */
export const idsIn = (text: string): string[] => [...new Set(text.match(idPattern))];

/** The first path of somebody's machine in a text. */
export const machinePathIn = (text: string): string | undefined => machinePath.exec(text)?.[0];

/** The prefix of an id. */
export const prefixOf = (id: string): string => id.slice(0, id.indexOf('-'));

/** Reads the rules out of the pages, and reports rows that are malformed and ids that are defined twice. */
export function parseRules(pages: readonly Page[]): { rules: Rule[]; problems: string[] } {
  const rules = new Map<string, Rule>();
  const problems: string[] = [];
  for (const page of pages) {
    for (const { header, cells, section, line } of rowsOf(page.text)) {
      const where = `${page.name}:${line}`;
      if (cells.length !== header.length) {
        problems.push(`${where}: ${cells.length} cells under a header of ${header.length}`);
      }
      const id = rowPattern.exec(`| ${cells[0]} |`)?.[1];
      if (id === undefined) continue;
      const level = cells.at(-1) as Level;
      if (rules.has(id)) problems.push(`${where}: ${id} is defined a second time`);
      if (header.at(-1) !== 'level' || !levels.includes(level)) {
        problems.push(`${where}: ${id} has no known level (${level})`);
      }
      rules.set(id, { id, level, file: page.name, section });
    }
  }
  return { rules: [...rules.values()].sort(byIndex), problems };
}

/** The ids that can be cited: those of rules, and those of tables, whose titles stand in bold above them. */
export function knownIds(rules: readonly Rule[], pages: readonly Page[]): Set<string> {
  const tables = pages.flatMap((page) => [...page.text.matchAll(tablePattern)].map((match) => match[1] as string));
  return new Set([...rules.map((rule) => rule.id), ...tables]);
}

/** Reports, line by line, the ids that texts cite and nobody defined. */
export function unknownIds(pages: readonly Page[], known: ReadonlySet<string>): string[] {
  return pages.flatMap((page) =>
    page.text.split('\n').flatMap((line, index) =>
      idsIn(line)
        .filter((id) => !known.has(id))
        .map((id) => `${page.name}:${index + 1}: ${id} is not in the rulebook`),
    ),
  );
}

/** Reports the pages that name a path of somebody's machine. */
export function machinePaths(pages: readonly Page[]): string[] {
  return pages.flatMap((page) =>
    page.text.split('\n').flatMap((line, index) => {
      const path = machinePathIn(line);
      return path === undefined ? [] : [`${page.name}:${index + 1}: ${path} is a path of somebody's machine`];
    }),
  );
}

interface Row {
  readonly header: readonly string[];
  readonly cells: readonly string[];
  readonly section: string;
  readonly line: number;
}

/** The rows of all tables of a page, without headers. */
function* rowsOf(text: string): Generator<Row> {
  let section = '';
  let header: string[] | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    if (line.startsWith('#')) section = line.replace(/^#+/, '').trim();
    if (!line.startsWith('|')) header = undefined;
    else if (header === undefined) header = cellsOf(line);
    else yield { header, cells: cellsOf(line), section, line: index + 1 };
  }
}

const cellsOf = (line: string): string[] =>
  line
    .trim()
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim());

function byIndex(a: Rule, b: Rule): number {
  const order = (rule: Rule) => prefixes.indexOf(prefixOf(rule.id)) * 1e6 + Number(rule.id.split('-')[1]);
  return order(a) - order(b);
}
