#!/usr/bin/env node
import process from 'node:process';
import { runCommandLine } from './command-line';

/** Who reads has read enough, as in `| head`: that ends neither a server nor anything else. */
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

process.exitCode = await runCommandLine(process.argv.slice(2), {
  print: (text) => process.stdout.write(`${text}\n`),
  printError: (text) => process.stderr.write(`${text}\n`),
});
