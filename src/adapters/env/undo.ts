import type { Variables } from '../environment';

/** The variable in which the names of those stand that were set by this program. */
const record = 'CODEARTIFACT_SIM_ENV';
/** Before the name of a variable: what it was before it was set. */
const saved = 'CODEARTIFACT_SIM_SAVED_';

const recorded = (current: Variables): readonly string[] => (current[record] ?? '').split(' ').filter(isName);

/** What else a shell is told is read from the environment: nothing but names of variables may come from there. */
const isName = (text: string): boolean => /^[A-Za-z_]\w*$/.test(text);

/** The environment as it was before this program changed it. */
export function beforeChange(current: Variables): Variables {
  const before: Record<string, string | undefined> = { ...current };
  for (const name of recorded(current)) before[name] = current[`${saved}${name}`];
  return before;
}

/** The variables to be set, and with them those that remember what is to be put back. */
export function recordedChange(
  next: Readonly<Record<string, string>>,
  current: Variables,
): Readonly<Record<string, string>> {
  const before = beforeChange(current);
  const names = [...new Set([...recorded(current), ...Object.keys(next)])];
  const kept = names.flatMap((name) => {
    const value = before[name];
    return value === undefined ? [] : [[`${saved}${name}`, value] as const];
  });
  return { ...next, ...Object.fromEntries(kept), [record]: names.join(' ') };
}

/** The variables that are to be as they were before; undefined is one that was not set. */
export function undoneChange(current: Variables): Variables {
  if (current[record] === undefined) return {};
  const names = recorded(current);
  const before = beforeChange(current);
  const entries = names.flatMap((name) => {
    const value = before[name];
    return value === undefined
      ? [[name, undefined]]
      : [
          [name, value],
          [`${saved}${name}`, undefined],
        ];
  });
  return Object.fromEntries([...entries, [record, undefined]]);
}
