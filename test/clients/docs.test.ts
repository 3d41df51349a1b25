import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { root } from '../../scripts/rulebook/files';
import { useSession, withClients } from './fetched';

const address = 'http://127.0.0.1:4566';
const read = (...path: readonly string[]): string => readFileSync(join(root, ...path), 'utf8');

/** The examples of the page in order: the heading over each, its language and its text. */
const examples = read('docs', 'clients-api.md')
  .split(/^## /m)
  .flatMap((section) =>
    [...section.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language, text]) => ({
      title: section.slice(0, section.indexOf('\n')),
      language: language!,
      text: text!,
    })),
  );

describe(withClients('docs/clients-api.md'), () => {
  const session = useSession();
  const here = (text: string): string => text.replaceAll(address, session.url);

  const runners: Readonly<Record<string, (text: string) => Promise<void>>> = {
    async sh(text) {
      const { code, stderr } = await session.run('bash', ['-euo', 'pipefail', '-c', text]);
      expect(code, stderr).toBe(0);
    },
    async python(text) {
      writeFileSync(join(session.folder, 'example.py'), text);
      const { code, stderr } = await session.run('python', ['example.py']);
      expect(code, stderr).toBe(0);
    },
    async js(text) {
      const program = ['--input-type=module', '--eval', text];
      const { stdout } = await promisify(execFile)(process.execPath, program, { cwd: root });
      expect(stdout).toBe('arn:aws:codeartifact:us-west-2:111122223333:domain/my-domain\n');
    },
    async hcl(text) {
      const ours = read('scripts', 'terraform', 'main.tf').replace(/ +#.*$/gm, '');
      const provider = text.replace('"111122223333"', 'var.account').replace(`"${session.url}"`, 'var.endpoint');
      expect(ours).toContain(provider);
    },
  };

  test.each(examples)('$title', ({ language, text }) => runners[language]!(here(text)));

  test('has an example for each client', () => {
    expect(examples.map(({ language }) => language)).toEqual(['sh', 'python', 'js', 'hcl', 'sh']);
  });
});
