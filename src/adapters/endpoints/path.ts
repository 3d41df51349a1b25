/**
 * What stands in the steps of a path for the names in a template: `{name}` is any one step, `@{name}` one that begins
 * with an at sign, without that, `{name*}` one or more, joined by slashes. Undefined when the path is another.
 */
export function matched(template: string, steps: readonly string[]): Record<string, string> | undefined {
  const parts = partsOf(template);
  const params: Record<string, string> = {};
  let at = 0;
  for (const [index, { text, before, name, isMany }] of parts.entries()) {
    const rest = parts.length - index - 1;
    const count = isMany ? steps.length - at - rest : 1;
    if (count < 1 || at + count > steps.length) return undefined;
    const step = count === 1 ? steps[at]! : steps.slice(at, at + count).join('/');
    if (name === undefined ? step !== text : step === before || !step.startsWith(before)) return undefined;
    if (name !== undefined) params[name] = step.slice(before.length);
    at += count;
  }
  return at === steps.length ? params : undefined;
}

interface Part {
  readonly text: string;
  readonly before: '' | '@';
  readonly name?: string;
  readonly isMany: boolean;
}

const known = new Map<string, readonly Part[]>();

/** The parts of a template, read once. */
function partsOf(template: string): readonly Part[] {
  let parts = known.get(template);
  if (!parts) {
    parts = template.split('/').map((text) => {
      const [, at, name, many] = /^(@?)\{(\w+)(\*?)\}$/.exec(text) ?? [];
      return { text, before: at === '@' ? '@' : '', name, isMany: many === '*' };
    });
    known.set(template, parts);
  }
  return parts;
}
