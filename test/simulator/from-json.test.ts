import { expect, test } from 'vitest';
import { memoryStore } from '../../src/simulator/content-store';
import { fromJSON } from '../../src/simulator/from-json';
import type { Simulator } from '../../src/simulator/interface';
import { createSimulator } from '../../src/simulator/simulator';
import { digestOf, simulated } from './histories';

const asset = { domain: 'my-domain', repository: 'team', format: 'npm', package: 'lodash' } as const;

function contentIn(sim: Simulator) {
  const result = sim.request('ReadAsset', { ...asset, version: '1.0.0', asset: 'package.tgz' });
  if (!result.ok) throw new Error(result.error.message);
  return result.output.content;
}

test('bytes are written when they are asked for, and are there again', () => {
  const { sim } = simulated();
  expect(sim.toJSON().bytes).toBeUndefined();
  expect(sim.toJSON({ bytes: true }).bytes).toEqual([[digestOf('one'), 'b25l']]);
  expect(contentIn(fromJSON(sim.toJSON({ bytes: true }))).text()).toBe('one');
  expect(contentIn(fromJSON(sim.toJSON())).hasBytes).toBe(false);
});

test('the bytes of a store that is given need not be written', () => {
  const store = memoryStore();
  const { sim } = simulated({ store });
  const other = fromJSON(sim.toJSON(), { store });
  sim.learn([{ type: 'public version withdrawn', connection: 'public:npmjs', package: 'lodash', version: '1.0.0' }]);
  sim.collect();
  expect(contentIn(other).text()).toBe('one');
});

test('JSON.stringify writes a simulator without bytes, wherever it stands', () => {
  const { sim } = simulated();
  expect(JSON.parse(JSON.stringify({ sim })).sim).toEqual(JSON.parse(JSON.stringify(sim.toJSON())));
});

test('account and Region are those of the simulator, and it can go back to where it was read', () => {
  const sim = createSimulator({ account: '222222222222', region: 'eu-west-1' });
  const other = fromJSON(sim.toJSON());
  expect([other.account, other.region, other.events]).toEqual(['222222222222', 'eu-west-1', []]);
  const { state } = other;
  other.execute('CreateDomain', { domain: 'my-domain' });
  other.reset();
  expect(other.state).toBe(state);
});

test.each([
  ["lacks the member 'kind'", {}],
  ['expected an object, found undefined', undefined],
  ['version: expected 1, found 2', { ...createSimulator().toJSON(), version: 2 }],
  ['kind: expected codeartifact-sim, found x', { ...createSimulator().toJSON(), kind: 'x' }],
  ['state.state: ', { ...createSimulator().toJSON(), state: { version: 1, metadata: [], versions: [], state: {} } }],
  ['bytes[0]: expected two texts', { ...createSimulator().toJSON(), bytes: [['a']] }],
  ['bytes[0]: expected base64', { ...createSimulator().toJSON(), bytes: [['a', '%']] }],
  ['bytes[0]: the bytes have the SHA-256 7692', { ...createSimulator().toJSON(), bytes: [['a', 'b25l']] }],
])('what is no simulator is refused: %s', (message, json) => {
  expect(() => fromJSON(json)).toThrow(message);
});

test('a policy that nobody can read is refused, and told whose it is', () => {
  const at = { domain: 'my-domain', repository: 'my-repo' };
  const arn = 'arn:aws:iam::111122223333:user/alice';
  const statement = { Effect: 'Allow', Principal: '*', Action: 'codeartifact:*', Resource: '*' };
  const policyDocument = JSON.stringify({ Statement: statement });
  const refusal = (prepare: (sim: Simulator) => void) => {
    const sim = createSimulator();
    sim.execute('CreateDomain', { domain: 'my-domain' });
    sim.execute('CreateRepository', at);
    prepare(sim);
    const written = JSON.stringify(sim);
    fromJSON(JSON.parse(written));
    return () => fromJSON(JSON.parse(written.replace(/\\"Effect\\"/g, '\\"Efect\\"')));
  };
  const problem = "cannot be read: Statement: unknown member 'Efect'";
  expect(refusal((sim) => sim.execute('PutDomainPermissionsPolicy', { ...at, policyDocument }))).toThrow(
    `state: a policy of domain 'my-domain' of 111122223333 ${problem}`,
  );
  expect(refusal((sim) => sim.execute('PutRepositoryPermissionsPolicy', { ...at, policyDocument }))).toThrow(
    `state: a policy of repository 'my-repo' in domain 'my-domain' of 111122223333 ${problem}`,
  );
  const { Principal: _, ...own } = statement;
  expect(refusal((sim) => sim.learn([{ type: 'principal', arn, policies: [{ Statement: own }] }]))).toThrow(
    `state: a policy of '${arn}' ${problem}`,
  );
});
