import { spawnSync } from 'node:child_process';

/** Runs a program to its end and gives what it printed. Throws an Error with all of that when it fails. */
export function run(command: string, args: readonly string[], cwd: string): string {
  const { status, stdout, error } = finish(command, args, cwd);
  if (status === 0) return stdout;
  throw new Error(`${command} ${args.join(' ')} failed: ${error}\n${stdout}`);
}

/** Runs a program to its end, and gives how that was. */
export function finish(
  command: string,
  args: readonly string[],
  cwd: string,
): { readonly status: number | null; readonly stdout: string; readonly error: string } {
  const done = spawnSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  return { status: done.status, stdout: done.stdout ?? '', error: done.error?.message ?? done.stderr };
}
