import { expect, test } from 'vitest';
import { demo } from '../../../src/adapters/demo/command';

async function run(...args: readonly string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await demo(args, { print: (text) => out.push(text), printError: (text) => err.push(text) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

test.each(['--help', '-h'])('%s tells what it takes', async (option) => {
  const told = { code: 0, out: expect.stringContaining('demo [package-lock.json]'), err: '' };
  expect(await run(option)).toEqual(told);
});

test.each([
  [['--all'], 2, 'there is no option "--all"'],
  [['one.json', 'two.json'], 2, 'more was given: two.json'],
  [['absent.json'], 1, 'absent.json: '],
])('%j is refused', async (args, code, problem) => {
  expect(await run(...args)).toEqual({ code, out: '', err: expect.stringContaining(problem) });
});
