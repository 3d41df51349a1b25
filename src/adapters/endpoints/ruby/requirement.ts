const form = /^(=|!=|>=|<=|>|<|~>)? *([0-9]+(?:\.[0-9a-zA-Z]+)*(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?)$/;

/** One demand on a version, as `>=` and `2.0`. */
export type Demand = readonly [operator: string, version: string];

/** Fulfilled by every version; prereleases only count where they are asked for. */
export const anyVersion = '>= 0';

/** The demands in a text as `>= 2.0, < 4`; a version alone demands itself. Undefined when it is no such text. */
export function demandsIn(text: string): readonly Demand[] | undefined {
  if (text.trim() === '') return [['>=', '0']];
  const demands: Demand[] = [];
  for (const each of text.split(',')) {
    const [, operator = '=', version] = form.exec(each.trim()) ?? [];
    if (version === undefined) return undefined;
    demands.push([operator, version]);
  }
  return demands;
}

/** Demands as one text, as RubyGems prints them. */
export const textOf = (demands: readonly Demand[]): string => demands.map((demand) => demand.join(' ')).join(', ');
