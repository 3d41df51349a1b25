/**
 * What the simulator costs behind the AWS SDK: a call over its handler against the same call over a handler that gives
 * back prepared bytes. `npx tsx bench/sdk.ts` prints a ratio a call, and the two together.
 */
import { CodeartifactClient, DescribeDomainCommand, ListPackagesCommand } from '@aws-sdk/client-codeartifact';
import type { SdkHttpResponse } from '../src/adapters/request-handler';
import { withSdk } from '../src/adapters/with-sdk';
import { fixedClock } from '../src/simulator/clock';
import { createSimulator } from '../src/simulator/simulator';
import { median } from './measure';

type Call = (client: CodeartifactClient) => Promise<unknown>;

const rounds = 120;
const callsPerRound = 30;
const atMost = 1.25;
const place = { domain: 'my-domain', repository: 'my-repo' };

const handler = {
  metadata: { handlerProtocol: 'http/1.1' },
  updateHttpClientConfig() {},
  httpHandlerConfigs: () => ({}),
};

const simulator = withSdk(createSimulator({ clock: fixedClock('2026-09-01') }));
simulator.execute('CreateDomain', { domain: place.domain });
simulator.execute('CreateRepository', place);
for (let index = 0; index < 100; index++) {
  const assetContent = `content ${index}`;
  const assetSHA256 = await digestOf(assetContent);
  const version = { format: 'generic', namespace: 'ns', package: `tool-${index}`, packageVersion: '1.0.0' } as const;
  simulator.execute('PublishPackageVersion', { ...place, ...version, assetName: 'tool', assetContent, assetSHA256 });
}

const calls: readonly (readonly [name: string, call: Call])[] = [
  ['describe a domain', (client) => client.send(new DescribeDomainCommand({ domain: place.domain }))],
  ['list a page of 100 packages', (client) => client.send(new ListPackagesCommand(place))],
];

const rows: (readonly [name: string, ours: number, theirs: number])[] = [];
for (const [name, call] of calls) rows.push([name, ...(await compare(call))]);
const sum = (index: 1 | 2): number => rows.reduce((total, row) => total + row[index], 0);
for (const [name, ours, theirs] of [
  ...rows,
  ['SDK over the simulator / over prepared bytes', sum(1), sum(2)] as const,
]) {
  const [ratio, met] = [ours / theirs, ours / theirs <= atMost ? 'met' : 'NOT met'];
  console.log(
    `${name.padEnd(46)} ${ratio.toFixed(2)}  at most ${atMost}: ${met}  (${ours.toFixed(0)} / ${theirs.toFixed(0)} us)`,
  );
}

/** The medians of both, in microseconds a call, measured in turn; which goes first changes from round to round. */
async function compare(call: Call): Promise<[ours: number, theirs: number]> {
  const config = simulator.clientConfig();
  let prepared: SdkHttpResponse | undefined;
  const learning = {
    ...handler,
    handle: async (...given: Parameters<typeof config.requestHandler.handle>) => {
      const { response } = await config.requestHandler.handle(...given);
      prepared = { ...response, body: (response.body as Uint8Array).slice() };
      return { response };
    },
  };
  await call(new CodeartifactClient({ ...config, requestHandler: learning }));
  const repeating = {
    ...handler,
    handle: async () => ({ response: { ...prepared!, body: (prepared!.body as Uint8Array).slice() } }),
  };
  const clients = [new CodeartifactClient(config), new CodeartifactClient({ ...config, requestHandler: repeating })];
  const times: [number[], number[]] = [[], []];
  for (let round = -8; round < rounds; round++) {
    for (const which of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      const started = performance.now();
      for (let each = 0; each < callsPerRound; each++) await call(clients[which]!);
      if (round >= 0) times[which].push(((performance.now() - started) * 1000) / callsPerRound);
    }
  }
  return [median(times[0]), median(times[1])];
}

async function digestOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Buffer.from(digest).toString('hex');
}
