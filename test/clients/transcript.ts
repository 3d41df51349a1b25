/** Commands of the AWS CLI with what they print, as the user guide shows them. */
import { expect } from 'vitest';
import type { Session } from './fetched';

/** A command, and what it prints or how it is refused. */
export interface Step {
  /** The rules that it shows, or what it does. */
  readonly of: string;
  /** What stands after `aws codeartifact`; `{name}` stands for what a step before has kept. */
  readonly run: string;
  /** The JSON that it prints, exactly, with what is kept as in `run`; left out, it prints nothing. */
  readonly prints?: object;
  /** All that it prints, when it does not print JSON. */
  readonly says?: string | RegExp;
  /** The error and the message with which the service refuses it. */
  readonly refused?: readonly [error: string, message: string | RegExp];
  /** What later steps need of the JSON that it prints: the paths of texts, by name. */
  readonly keeps?: Readonly<Record<string, string>>;
}

/** Runs the steps of one session: what is kept by one can be used by the next. */
export function runner(session: Session): (step: Step) => Promise<void> {
  const kept = new Map<string, string>();
  const filled = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (_, name) => kept.get(name) ?? `nothing is kept as ${name}`);
  return async ({ run, prints, says, refused, keeps = {} }) => {
    const command = filled(run);
    const { code, stdout, stderr } = await session.run('aws', ['codeartifact', ...wordsOf(command)]);
    if (refused) {
      const [error, message] = refused;
      const operation = operationOf(command);
      const begin = `An error occurred (${error}) when calling the ${operation} operation: `;
      expect({ code, stdout }, stderr).toEqual({ code: refusedCode, stdout: '' });
      expect(stderr.trim().slice(0, begin.length)).toBe(begin);
      expect(stderr.trim().slice(begin.length)).toEqual(typeof message === 'string' ? message : matching(message));
      return;
    }
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    if (says !== undefined) expect(stdout.trim()).toEqual(typeof says === 'string' ? says : matching(says));
    else if (prints === undefined) expect(stdout).toBe('');
    else expect(JSON.parse(stdout)).toEqual(filledIn(prints, filled));
    for (const [name, path] of Object.entries(keeps)) kept.set(name, textAt(JSON.parse(stdout), path));
  };
}

/** A value with all texts in it filled; what matches more than one value stays as it is. */
function filledIn(value: unknown, filled: (text: string) => string): unknown {
  if (typeof value === 'string') return filled(value);
  if (Array.isArray(value)) return value.map((each) => filledIn(each, filled));
  if (Object.prototype.toString.call(value) !== '[object Object]' || 'asymmetricMatch' in (value as object))
    return value;
  return Object.fromEntries(Object.entries(value as object).map(([name, each]) => [name, filledIn(each, filled)]));
}

/** The exit code with which version 1 of the AWS CLI tells that the service refused. */
const refusedCode = 255;

const matching = (pattern: RegExp): string => expect.stringMatching(pattern);

/** The words of a command line, as a shell splits it at spaces outside quotes. */
function wordsOf(command: string): string[] {
  return [...command.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g)].map(([word]) =>
    word.replace(/'([^']*)'|"([^"]*)"/g, '$1$2'),
  );
}

const operationOf = (command: string): string =>
  (command.split(' ')[0] as string).replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());

function textAt(value: unknown, path: string): string {
  const found = path
    .split(' ')
    .reduce((holder, name) => (holder as Record<string, unknown> | undefined)?.[name], value);
  if (typeof found === 'string') return found;
  throw new Error(`There is no text at ${path} of ${JSON.stringify(value)}`);
}
