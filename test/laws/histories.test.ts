import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PackageVersionEvent } from '../../src/model/event';
import type { State } from '../../src/model/state';
import type { Result } from '../../src/model/view';
import { type Action, anyHistory, beginning, type History, perform } from './histories';
import type { Estate } from './support';
import { flaws, plain } from './walk';

/** An action of a history that was just done, with the state before it. */
interface Moment {
  readonly before: State;
  readonly action: Action;
  readonly result: Result<unknown> | undefined;
  readonly events: readonly PackageVersionEvent[];
}

/** Plays a history, and looks after every action. */
function play(history: History, look?: (estate: Estate, moment: Moment) => void, settles = true): Estate {
  const estate = beginning(history);
  for (const action of history.actions) {
    if (settles) estate.wait(0); // so that what is due does not fall due with the action
    const before = estate.state;
    const count = estate.events.length;
    const result = perform(estate, action);
    look?.(estate, { before, action, result, events: estate.events.slice(count) });
  }
  return estate;
}

describe('whatever happened', () => {
  test('DED-08 DED-09 DED-10 DED-11 DED-12 DED-15 DOM-22: the stored bytes are those of the distinct contents', () => {
    fc.assert(
      fc.property(anyHistory(), (history) => {
        play(history, (estate) => {
          const size = estate.size(); // what is due falls due
          const sizes = new Map<string, number>();
          const references = new Map<string, number>();
          for (const { versions } of estate.repositories()) {
            for (const { status, assets } of versions.values()) {
              if (status === 'Disposed') expect(assets).toEqual([]);
              for (const { hashes, size: one } of assets) {
                sizes.set(hashes['SHA-256'], one);
                references.set(hashes['SHA-256'], (references.get(hashes['SHA-256']) ?? 0) + 1);
              }
            }
          }
          const { assets } = estate.domain();
          expect(size).toBe([...sizes.values()].reduce((sum, one) => sum + one, 0));
          expect(new Map([...assets].map(([digest, record]) => [digest, record.references]))).toEqual(references);
          expect(new Map([...assets].map(([digest, record]) => [digest, record.size]))).toEqual(sizes);
        });
      }),
      { numRuns: 120 },
    );
  });

  test('ERR-27 EXT-29: a refused call leaves the very same state, but for the refresh times of Maven packages', () => {
    fc.assert(
      fc.property(anyHistory(), (history) => {
        play(
          history,
          ({ state, subject }, { before, result }) => {
            if (!result || result.ok) return;
            if (subject.format !== 'maven' || history.latency === 'none') expect(state).toBe(before);
            for (const part of ['sequence', 'settings', 'encryptionKeys', 'domains', 'due'] as const) {
              expect(state[part], part).toBe(before[part]);
            }
            for (const [key, { refreshTimes: _, ...catalogue }] of state.catalogues) {
              const { refreshTimes: __, ...was } = before.catalogues.get(key)!;
              expect(catalogue).toEqual(was);
              expect(catalogue.versions).toBe(was.versions);
            }
          },
          false,
        );
      }),
      { numRuns: 120 },
    );
  });

  test('the same history gives the same state and the same events', () => {
    fc.assert(
      fc.property(anyHistory(), (history) => {
        const [first, second] = [play(history), play(history)];
        expect(plain(second.state)).toEqual(plain(first.state));
        expect(second.events).toEqual(first.events);
      }),
      { numRuns: 60 },
    );
  });

  test('a state is frozen plain data all through, and no draft', () => {
    const good = new WeakSet<object>();
    fc.assert(
      fc.property(anyHistory(), (history) => {
        play(history, ({ state }) => expect(flaws(state, good)).toEqual([]));
      }),
      { numRuns: 120 },
    );
  });

  test('an earlier state stays as it was', () => {
    fc.assert(
      fc.property(anyHistory(), (history) => {
        const kept: [State, string][] = [];
        play(history, (_, { before }) => kept.push([before, JSON.stringify(plain(before))]));
        for (const [state, text] of kept) expect(JSON.stringify(plain(state))).toBe(text);
      }),
      { numRuns: 25 },
    );
  });

  test('RET-02 RET-06 EXT-22: a fetch changes that version, here and where a connection is; a list nothing', () => {
    fc.assert(
      fc.property(anyHistory(), (history) => {
        play(history, (estate, { before, action }) => {
          if (action.do !== 'fetch' && action.do !== 'list') return;
          const was = new Map([...before.domains.values()][0]!.repositories);
          for (const repository of estate.repositories()) {
            if (repository === was.get(repository.id)) continue;
            expect(action.do).toBe('fetch');
            expect(repository.name === action.in || repository.externalConnection !== undefined).toBe(true);
            for (const [key, record] of repository.versions) {
              const old = was.get(repository.id)!.versions.get(key);
              if (action.do === 'fetch' && !key.endsWith(action.version)) expect(record).toBe(old);
            }
          }
        });
      }),
      { numRuns: 120 },
    );
  });

  test('EXT-20: nothing that is done in a domain changes what is public', () => {
    fc.assert(
      fc.property(anyHistory(), (history) => {
        const outside = ['offer', 'withdraw', 'outage'];
        play(history, ({ state }, { before, action }) => {
          if (outside.includes(action.do)) return;
          for (const [key, { versions, tags }] of state.catalogues) {
            expect(versions).toBe(before.catalogues.get(key)!.versions);
            expect(tags).toBe(before.catalogues.get(key)!.tags);
          }
        });
      }),
      { numRuns: 60 },
    );
  });

  test('EVT-18 EVT-37 EVT-38 EVT-42: what changes a version has its event, in order, and nothing else', () => {
    fc.assert(
      fc.property(anyHistory(), (history) => {
        const numbers = new Map<number, number>();
        play(history, (estate, { before, action, events }) => {
          const was = new Map([...before.domains.values()][0]!.repositories);
          const changed = estate.repositories().flatMap(({ id, name, versions }) => {
            const old = was.get(id)?.versions;
            const keys = new Set([...versions.keys(), ...(old?.keys() ?? [])]);
            return [...keys]
              .filter((key) => old?.get(key) !== versions.get(key))
              .map((key) => `${name} ${key.split('\0')[3]}`);
          });
          if (action.do === 'delete repository') return; // EVT-43
          const told = new Set(events.map((event) => `${event.repositoryName} ${event.packageVersion}`));
          expect(told).toEqual(new Set(changed));
          for (const { repositoryName, sequenceNumber } of events) {
            const { id } = estate.repository(repositoryName);
            expect(sequenceNumber).toBeGreaterThan(numbers.get(id) ?? 0);
            numbers.set(id, sequenceNumber);
          }
        });
      }),
      { numRuns: 80 },
    );
  });
});

test('histories have all that can happen in them', () => {
  const seen = new Map<string, number>();
  const count = (what: string): void => void seen.set(what, (seen.get(what) ?? 0) + 1);
  for (const history of fc.sample(anyHistory(), { numRuns: 150, seed: 1 })) {
    play(history, (estate, { action, result }) => {
      if (result) count(`${action.do} ${result.ok ? 'accepted' : 'refused'}`);
      for (const step of estate.trace) if (step.kind === 'store') count(step.how);
      for (const step of estate.trace) if (step.kind === 'schedule' || step.kind === 'outage') count(step.kind);
    });
  }
  const calls = [
    'publish',
    'fetch',
    'list',
    'set status',
    'dispose',
    'delete',
    'copy',
    'relate',
    'connect',
    'disconnect',
    'create group',
    'control',
  ];
  const wanted = [
    ...calls.flatMap((call) => [`${call} accepted`, `${call} refused`]),
    ...['published', 'retained', 'ingested', 'refreshed', 'copied', 'disposed', 'deleted', 'schedule', 'outage'],
  ];
  for (const what of wanted) expect(seen.get(what) ?? 0, what).toBeGreaterThan(5);
});
