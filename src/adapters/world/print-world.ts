import { stringify } from 'yaml';
import type { World } from '../../simulator/world/world';

/** How the text of a world file is made, by its form; the world is one that JSON can write, as `worldOf` gives it. */
export const worldPrinters = {
  yaml: (world: World): string => stringify(world, yamlForm),
  json: (world: World): string => `${JSON.stringify(world, null, 2)}\n`,
} as const;

/** What a reader of YAML 1.1, as PyYAML is, would take for a number, a truth or a date stands in quotes too. */
const yamlForm = { aliasDuplicateObjects: false, compat: 'yaml-1.1', lineWidth: 0, singleQuote: true } as const;
