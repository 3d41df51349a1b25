/**
 * The local server: a described domain over loopback against the same round trip of the SDK to a server that gives
 * prepared bytes, and the time from start to ready against that of an empty Node server. It is measured as it is built:
 * `npm run build && npm run bench -- server`.
 */
import { spawn } from 'node:child_process';
import { CodeartifactClient, DescribeDomainCommand } from '@aws-sdk/client-codeartifact';
import { median } from './measure';

const atMost = { describe: 1.15, start: 3 };
const rounds = 60;
const warming = 100;
const callsPerRound = 40;
const starts = 15;
const emptyServer = `
  const server = require('node:http').createServer((_, response) => response.end());
  server.listen(0, '127.0.0.1', () => console.log('ready'));
`;

/** Milliseconds from the start of a program until its first line, and the line; it is ended then. */
function startOf(args: readonly string[]): Promise<{ readonly time: number; readonly line: string }> {
  const started = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    let text = '';
    child.once('error', reject);
    child.stdout.on('data', (chunk) => {
      text += String(chunk);
      if (!text.includes('\n')) return;
      const time = performance.now() - started;
      child.once('exit', () => resolve({ time, line: text.trim() }));
      child.kill('SIGTERM');
    });
  });
}

async function compareStarts(): Promise<void> {
  const times: [number[], number[]] = [[], []];
  for (let round = -1; round < starts; round++) {
    const ours = await startOf(['dist/cli.js', 'serve', '--port', '0']);
    const theirs = await startOf(['-e', emptyServer]);
    if (round < 0) continue;
    times[0].push(ours.time);
    times[1].push(theirs.time);
  }
  report('from start to ready, to an empty Node server', median(times[0]), median(times[1]), atMost.start, 'ms');
}

async function compareDescriptions(): Promise<void> {
  const child = spawn(process.execPath, ['dist/cli.js', 'serve', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line: string = await new Promise((resolve) => child.stdout.once('data', (chunk) => resolve(String(chunk))));
  const endpoint = /http:\S+/.exec(line)![0];
  const credentials = { accessKeyId: '111122223333', secretAccessKey: 'simulated' };
  const clientOf = (url: string) => new CodeartifactClient({ endpoint: url, region: 'us-west-2', credentials });
  const describe = (client: CodeartifactClient) => client.send(new DescribeDomainCommand({ domain: 'my-domain' }));
  await fetch(`${endpoint}/v1/domain?domain=my-domain`, { method: 'POST', headers: signed });
  const answer = await fetch(`${endpoint}/v1/domain?domain=my-domain`, { headers: signed });
  const prepared = await preparedServer(await answer.text(), answer.headers);
  const clients = [clientOf(endpoint), clientOf(prepared.url)] as const;
  const times: [number[], number[]] = [[], []];
  for (let round = -warming; round < rounds; round++) {
    for (const which of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      const started = performance.now();
      for (let each = 0; each < callsPerRound; each++) await describe(clients[which]);
      if (round >= 0) times[which].push(((performance.now() - started) * 1000) / callsPerRound);
    }
  }
  for (const client of clients) client.destroy();
  child.kill('SIGTERM');
  prepared.child.kill();
  report(
    'describe a domain over loopback, to prepared bytes',
    median(times[0]),
    median(times[1]),
    atMost.describe,
    'us',
  );
}

const signed = {
  authorization:
    'AWS4-HMAC-SHA256 Credential=111122223333/20260901/us-west-2/codeartifact/aws4_request, ' +
    'SignedHeaders=host, Signature=0',
};

/** A bare Node server, in a process of its own as ours is, that gives these bytes whatever it is asked. */
async function preparedServer(body: string, headers: Headers) {
  const source = `
    const body = Buffer.from(${JSON.stringify(body)});
    const headers = ${JSON.stringify(Object.fromEntries(headers))};
    delete headers.date; delete headers.connection; delete headers['keep-alive']; delete headers['transfer-encoding'];
    headers['content-length'] = String(body.length);
    const server = require('node:http').createServer((request, response) => {
      request.resume();
      response.writeHead(200, headers);
      response.end(body);
    });
    server.listen(0, '127.0.0.1', () => console.log(server.address().port));
  `;
  const child = spawn(process.execPath, ['-e', source], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port: string = await new Promise((resolve) =>
    child.stdout.once('data', (chunk) => resolve(String(chunk).trim())),
  );
  return { child, url: `http://127.0.0.1:${port}` };
}

function report(name: string, ours: number, theirs: number, limit: number, unit: string): void {
  const ratio = ours / theirs;
  const met = ratio <= limit ? 'met' : 'NOT met';
  const times = `(${ours.toFixed(0)} / ${theirs.toFixed(0)} ${unit})`;
  console.log(`${name.padEnd(52)} ${ratio.toFixed(2)}  at most ${limit}: ${met}  ${times}`);
}

await compareStarts();
await compareDescriptions();
