import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../../scripts/rulebook/files';
import { serve } from '../../../src/adapters/server/node-server';
import { optionTexts } from '../../../src/adapters/server/serve-options';
import { switchableClock } from '../../../src/simulator/clock';
import { createSimulator } from '../../../src/simulator/simulator';
import { atEnd, type Json } from './support';

const page = readFileSync(join(root, 'docs/server.md'), 'utf8');

/** A command of the page, and what the page says that it answers; undefined where it says nothing. */
interface Example {
  readonly command: string;
  readonly answer?: Json;
}

/** The curl commands in the order of the page. A block of JSON is the answer to the last command before it. */
function examplesIn(text: string): Example[] {
  const blocks = [...text.matchAll(/^```(sh|json)\n(.*?)^```$/gms)].map(([, kind, code]) => ({ kind, code: code! }));
  return blocks.flatMap(({ kind, code }, index) => {
    if (kind === 'json') return [];
    const commands = code.split(/^(?=curl )/m).filter((command) => command.startsWith('curl '));
    const next = blocks[index + 1];
    const answer = next?.kind === 'json' ? JSON.parse(next.code) : undefined;
    return commands.map((command, at) => (at === commands.length - 1 && answer ? { command, answer } : { command }));
  });
}

/** The form of a value: types for values, and of a list the form of its first item. */
function formOf(value: Json): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(formOf);
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, formOf(member)]));
}

const examples = examplesIn(page);
let address: string;

beforeAll(async () => {
  const clock = switchableClock();
  const simulator = createSimulator({ clock });
  const server = await serve(simulator, { port: 0, clock });
  atEnd(() => server.close());
  address = `localhost:${server.port}`;
});

describe('docs/server.md', () => {
  test('it shows every endpoint', () => {
    expect(examples.length).toBeGreaterThan(25);
  });

  test.each(examples.map((example) => [example.command.trim(), example] as const))('%s', async (_title, example) => {
    const { command, answer } = example;
    const line = command.replaceAll('localhost:4566', address).replace('curl', "curl -sS -w '\\n%{http_code}'");
    const { stdout } = await promisify(execFile)('sh', ['-c', line.trimEnd()]);
    const [, body, status] = /^(.*)\n(\d+)$/s.exec(stdout)!;
    if (body === '') expect([status, answer]).toEqual(['204', undefined]);
    else expect(status).toBe('200');
    if (answer) expect(formOf(JSON.parse(body!))).toMatchObject(formOf(answer) as object);
  });

  test('it has all options, as the help tells of them', () => {
    for (const [option, [value, text]] of Object.entries(optionTexts)) {
      expect(page).toContain(`| \`--${option}${value && ` ${value}`}\` | ${text} |`);
    }
  });
});
