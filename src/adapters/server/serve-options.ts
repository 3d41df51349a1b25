import { name } from '../../../package.json';

/** The options of `serve`, as Node's parseArgs takes them. */
export const optionTable = {
  port: { type: 'string', default: '4566' },
  host: { type: 'string', default: '127.0.0.1' },
  'allow-host': { type: 'string', multiple: true },
  account: { type: 'string' },
  region: { type: 'string' },
  world: { type: 'string' },
  latency: { type: 'string' },
  access: { type: 'string' },
  throttling: { type: 'boolean' },
  'verify-signatures': { type: 'boolean' },
  endpoints: { type: 'string' },
  assets: { type: 'string' },
  tls: { type: 'boolean' },
  'tls-port': { type: 'string' },
  'proxy-others': { type: 'string' },
  public: { type: 'string', multiple: true },
  'control-token': { type: 'string' },
  'events-to': { type: 'string' },
  log: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** What is said of each: its value's name, if it takes one, and what it does. */
export const optionTexts: Readonly<Record<keyof typeof optionTable, readonly [value: string, text: string]>> = {
  port: ['N', 'the port, 0 for any that is free (4566)'],
  host: ['ADDRESS', 'the address to listen on (127.0.0.1)'],
  'allow-host': ['NAME', 'another name by which the server may be called; may be repeated'],
  account: ['ID', "the account of calls that name none (the world's, else 111122223333)"],
  region: ['NAME', "the Region of calls that name none (the world's, else us-west-2)"],
  world: ['FILE', 'what there is at the beginning, and after a reset'],
  latency: ['WORD', 'documented: delays as AWS documents them; none (none)'],
  access: ['WORD', 'off: everybody may do everything; enforced: policies decide (enforced)'],
  throttling: ['', 'the rate quotas hold'],
  'verify-signatures': ['', 'signatures are verified where the secret is known'],
  endpoints: [
    'WORD',
    'host: the domain is in the host of package endpoints, below localhost; path: in the path (path)',
  ],
  assets: ['WORD', 'direct: package managers get assets at once; redirect: as AWS leads them (redirect)'],
  tls: ['', "a proxy beside it answers by AWS's own host names, over TLS"],
  'tls-port': ['N', 'the port of that proxy, 0 for any that is free (4567)'],
  'proxy-others': ['WORD', 'pass: the proxy passes on what is for other hosts; refuse: it does not (refuse)'],
  public: [
    'NAME=URL',
    'a public repository is the real one there, NAME=auto: where your own client looks; may be repeated',
  ],
  'control-token': ['TOKEN', 'control requests need this token, and may then come from other machines'],
  'events-to': ['URL', 'each event is posted there'],
  log: ['', 'a line for each request on standard error'],
  help: ['', 'print this text'],
};

/** What `serve --help` prints. */
export function helpText(): string {
  const rows = Object.entries(optionTexts).map(([option, [value, text]]) => [`--${option} ${value}`.trimEnd(), text]);
  const width = Math.max(...rows.map(([left]) => left!.length));
  const lines = rows.map(([left, text]) => `  ${left!.padEnd(width)}  ${text}`);
  return `Usage: ${name} serve [options]\n\nOptions:\n${lines.join('\n')}`;
}
