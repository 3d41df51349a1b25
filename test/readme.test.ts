import { readFileSync } from 'node:fs';
import * as sdk from '@aws-sdk/client-codeartifact';
import { expect, test } from 'vitest';
import { operations } from '../src/api/operations';
import * as library from '../src/index';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

test('the ten lines of the README run, and print what they say', async () => {
  const block = /```js\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
  const printed: unknown[] = [];
  const script = block.replace(/import \{(.*)\} from '(.*)';/g, "const {$1} = modules['$2'];");
  const run = new Function('modules', 'console', `return (async () => {${script}})();`);
  const modules = { '@aws-sdk/client-codeartifact': sdk, 'codeartifact-sim': library };
  await run(modules, { log: (value: unknown) => printed.push(value) });
  expect(printed[0]).toMatchObject({ versions: [{ version: '4.17.21', status: 'Published' }] });
  expect(printed[1]).toContain('public:npmjs, through store: offers the version.');
});

test('the README says how many operations work', () => {
  const sim = library.createSimulator();
  const names = Object.keys(operations) as library.OperationName[];
  const working = names.filter((name) => {
    const result = sim.execute(name, {} as never);
    return result.ok || result.error.name !== 'UnknownOperationException';
  });
  expect(readme).toContain(`- ${working.length} of the ${names.length} operations work`);
  expect(working).toHaveLength(48);
});
