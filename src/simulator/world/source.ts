import { type World, WorldError } from './world';

/** Where a place of a world stands in its file, as `file:line:column`; `member` is the name that is meant there. */
export type Locate = (path: readonly (string | number)[], member?: string) => string;

const sources = new WeakMap<object, Locate>();

/** Remembers from where a world was read, so that what is wrong with it is told with its place in the file. */
export function rememberSource(world: World, locate: Locate): void {
  sources.set(world, locate);
}

/** Does something with a world; its WorldErrors tell the place in the file from which the world was read, if any. */
export function locating<R>(world: World, act: () => R): R {
  try {
    return act();
  } catch (error) {
    const locate = sources.get(Object(world));
    if (!locate || !(error instanceof WorldError) || error.location !== undefined) throw error;
    const { path, problem, member } = error;
    throw new WorldError(path, problem, member, locate(path, member));
  }
}
