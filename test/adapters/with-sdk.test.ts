import { afterEach, expect, test } from 'vitest';
import { withSdk } from '../../src/adapters/with-sdk';
import { fixedClock } from '../../src/simulator/clock';
import { createSimulator } from '../../src/simulator/simulator';
import { callerOf, sdks } from './sdks';

const [, sdk] = sdks[0]!;
const restored: { restore(): void }[] = [];

afterEach(() => {
  for (const interception of restored.splice(0)) interception.restore();
});

test('the simulator stays the one that it is', () => {
  const simulator = createSimulator();
  expect(withSdk(simulator)).toBe(simulator);
  expect(withSdk(simulator).clientConfig()).toMatchObject({
    region: 'us-west-2',
    credentials: { accessKeyId: '111122223333' },
  });
});

test('a fork has the methods too, and they call the fork, as do those of its forks', async () => {
  const simulator = withSdk(createSimulator());
  const fork = simulator.fork({ clock: fixedClock('2026-01-01') }).fork();
  await callerOf(sdk, fork.clientConfig()).call('CreateDomain', { domain: 'my-domain' });
  restored.push(fork.intercept(sdk.CodeartifactClient));
  const { domains } = await new sdk.CodeartifactClient({}).send(new sdk.ListDomainsCommand({}));
  expect(domains).toMatchObject([{ name: 'my-domain', createdTime: new Date('2026-01-01') }]);
  expect(simulator.execute('ListDomains', {})).toMatchObject({ ok: true, output: { domains: [] } });
});

test('clients of the types of both SDKs take the configuration, alone and among other settings', () => {
  for (const [, { CodeartifactClient }] of sdks) {
    const simulator = withSdk(createSimulator());
    expect(new CodeartifactClient(simulator.clientConfig())).toBeInstanceOf(CodeartifactClient);
    expect(new CodeartifactClient({ ...simulator.clientConfig(), maxAttempts: 1 })).toBeDefined();
  }
});
