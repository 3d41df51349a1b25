/** npm, by the path of the program: its words are the same in all versions. */
import { type NodeClient, npmrc } from './node-client';

export const npmAt = (name: string, program: string): NodeClient => ({
  name,
  program: [program],
  settings: npmrc,
  add: (spec) => ['install', spec],
  frozen: ['ci'],
  publish: ['publish'],
  looksFirst: /cannot publish over the previously published versions/,
  says: {
    absent: /ETARGET|No matching version/,
    conflict: /E409|409 Conflict/,
    forbidden: /E403|403 Forbidden/,
    unauthorized: /E401|401 Unauthorized|Incorrect or missing password/,
  },
});
