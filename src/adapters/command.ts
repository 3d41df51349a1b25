/** Where a command writes. */
export interface Terminal {
  print(text: string): void;
  printError(text: string): void;
}

/** One command: what `--help` says of it, and what it does with the arguments after its name. Gives the exit code. */
export interface Command {
  readonly summary: string;
  run(args: readonly string[], terminal: Terminal): number | Promise<number>;
}
