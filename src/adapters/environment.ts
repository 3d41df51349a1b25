/** Environment variables by name; undefined is a variable that is not set. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** A covered variable: what it was before, and what those who cover it want it to be, of whom the last counts. */
interface Covered {
  readonly before: string | undefined;
  readonly layers: { readonly owner: object; readonly value: string | undefined }[];
}

/** The environment belongs to the whole process, and so does the record of what was changed in it. */
const covered = new Map<string, Covered>();

/**
 * Sets variables that are not set, and unsets those that are to be undefined, until the returned function is called.
 * Of several covers the latest counts, in whatever order they are taken off. A variable that is set, or that was
 * changed by somebody else meanwhile, stays as it is. Without an environment, as in browsers, nothing happens.
 */
export function coverVariables(variables: Variables): () => void {
  const env = globalThis.process?.env;
  if (!env) return () => {};
  const owner = {};
  for (const [name, value] of Object.entries(variables)) cover(env, name, value, owner);
  return () => {
    for (const name of Object.keys(variables)) uncover(env, name, owner);
  };
}

type Environment = Record<string, string | undefined>;

function cover(env: Environment, name: string, value: string | undefined, owner: object): void {
  const found = covered.get(name);
  if (found && isIntact(env, name, found)) {
    found.layers.push({ owner, value });
  } else {
    const isSet = env[name] !== undefined;
    covered.delete(name);
    if (isSet === (value !== undefined)) return;
    covered.set(name, { before: env[name], layers: [{ owner, value }] });
  }
  write(env, name, value);
}

function uncover(env: Environment, name: string, owner: object): void {
  const found = covered.get(name);
  const index = found?.layers.findIndex((layer) => layer.owner === owner) ?? -1;
  if (!found || index < 0) return;
  const intact = isIntact(env, name, found);
  found.layers.splice(index, 1);
  const top = found.layers.at(-1);
  if (!intact || !top) covered.delete(name);
  if (intact) write(env, name, top ? top.value : found.before);
}

const isIntact = (env: Environment, name: string, { layers }: Covered): boolean => env[name] === layers.at(-1)?.value;

function write(env: Environment, name: string, value: string | undefined): void {
  if (value === undefined) delete env[name];
  else env[name] = value;
}
