import { stringify } from 'yaml';
import type { World } from '../simulator/world';

/** How the text of a world file is made, by its form; the world is one that JSON can write, as `worldOf` gives it. */
export const worldPrinters = {
  yaml: (world: World): string => stringify(world, { aliasDuplicateObjects: false, lineWidth: 0, singleQuote: true }),
  json: (world: World): string => `${JSON.stringify(world, null, 2)}\n`,
} as const;
