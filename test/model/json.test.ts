import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stateFromJson, stateToJson } from '../../src/model/json';
import type { State } from '../../src/model/state';
import { fixedClock } from '../../src/simulator/clock';
import { fromJSON } from '../../src/simulator/from-json';
import { anyHistory, anyLatency, simulated } from '../simulator/histories';

const written = (state: State): string => JSON.stringify(stateToJson(state));

test('a state that is written and read back has the same JSON', () => {
  fc.assert(
    fc.property(anyHistory, anyLatency, (history, latency) => {
      const { sim, clock } = simulated({ latency });
      for (const step of history) step.run(sim, clock);
      const json = written(sim.state);
      expect(written(stateFromJson(JSON.parse(json)))).toBe(json);
    }),
    { numRuns: 100 },
  );
});

test('a record that repositories share stands once, and is one record again', () => {
  const { sim } = simulated();
  const lodash = { domain: 'my-domain', repository: 'team', format: 'npm', package: 'lodash' } as const;
  sim.request('ReadAsset', { ...lodash, version: '1.0.0', asset: 'package.tgz' });
  const json = stateToJson(sim.state);
  expect(json.versions).toHaveLength(1);
  const [domain] = stateFromJson(json).domains.values();
  const records = [...domain!.repositories.values()].flatMap(({ versions }) => [...versions.values()]);
  expect(records).toHaveLength(2);
  expect(records[0]).toBe(records[1]);
  const [npmjs] = stateFromJson(json).catalogues.values();
  expect([...npmjs!.versions.values()].map(({ version }) => version)).toEqual(['1.0.0', '2.0.0']);
});

test('a simulator that is written and read back goes on as the other does, in answers, events and bytes', () => {
  fc.assert(
    fc.property(anyHistory, anyHistory, anyLatency, (past, next, latency) => {
      const { sim, clock } = simulated({ latency });
      for (const step of past) step.run(sim, clock);
      const own = fixedClock(clock.now());
      const other = fromJSON(JSON.parse(JSON.stringify(sim.toJSON({ bytes: true }))), { clock: own });
      const until = sim.events.length;
      expect(next.map((step) => step.run(other, own))).toEqual(next.map((step) => step.run(sim, clock)));
      expect(other.toJSON({ bytes: true })).toEqual(sim.toJSON({ bytes: true }));
      expect(other.events).toEqual(sim.events.slice(until));
    }),
    { numRuns: 100 },
  );
});

describe('what is no state is refused', () => {
  const good = () => JSON.parse(written(simulated().sim.state));
  const changed = (change: (json: ReturnType<typeof good>) => void) => {
    const json = good();
    change(json);
    return json;
  };
  const domain = (json: ReturnType<typeof good>) => json.state.domains[0][1];

  test.each([
    ['expected a state of version 1, found version undefined', {}],
    ['expected a state of version 1, found version undefined', null],
    ['expected a state of version 1, found version 2', changed((json) => Object.assign(json, { version: 2 }))],
    ['versions: expected a list, found undefined', { version: 1, metadata: [], state: {} }],
    ["state: lacks the member 'sequence'", changed((json) => delete json.state.sequence)],
    ["state: unknown member 'policies'", changed((json) => Object.assign(json.state, { policies: [] }))],
    [
      'state.sequence: expected a whole number, found 0.5',
      changed((json) => Object.assign(json.state, { sequence: 0.5 })),
    ],
    ['state.domains[0][1].name: expected a text, found 3', changed((json) => Object.assign(domain(json), { name: 3 }))],
    [
      'state.domains[0][1].repositories[1]: the key 1 does not come after 2',
      changed((json) => domain(json).repositories.reverse()),
    ],
    [
      'state.domains[0][1].repositories[0]: an entry is a key and a value, and no more',
      changed((json) => domain(json).repositories[0].push(1)),
    ],
    [
      'state.catalogues[0][1].versions[0][1].metadata: there is no record of number 9',
      changed((json) => Object.assign(json.state.catalogues[0][1].versions[0][1], { metadata: 9 })),
    ],
  ])('%s', (message, json) => {
    expect(() => stateFromJson(json)).toThrow(message);
  });

  test('a state with a member that is not known here cannot be written', () => {
    const { state } = simulated().sim;
    expect(() => stateToJson({ ...state, policies: 1 } as State)).toThrow("unknown member 'policies'");
  });
});
