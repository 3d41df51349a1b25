import { join } from 'node:path';

/** What is tried with every client. */
export const scenarios = [
  'install through team, shared and store from the public repository',
  'publish, and install what was published',
  'publish again, the same',
  'publish again, with other content',
  'an Unlisted version is in no list, and can be fetched',
  'an Archived version cannot be had',
  'publishing is blocked by the origin controls',
  'an expired token',
  "another domain's token",
] as const;

export type Scenario = (typeof scenarios)[number];

/** Where the outcomes lie from which scripts/print-clients.ts prints docs/clients.md. */
export const outcomesFolder = join('node_modules', '.cache', 'client-outcomes');
