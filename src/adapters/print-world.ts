import { stringify } from 'yaml';
import type { World } from '../simulator/world';

/** The forms in which worlds are written. */
export const worldFormats = ['yaml', 'json'] as const;

/** The text of a world file; the world is one that JSON can write, as `worldOf` gives it. */
export function printWorld(world: World, format: (typeof worldFormats)[number]): string {
  if (format === 'json') return `${JSON.stringify(world, null, 2)}\n`;
  return stringify(world, { aliasDuplicateObjects: false, lineWidth: 0, singleQuote: true });
}
