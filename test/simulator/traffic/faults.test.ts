import { describe, expect, test } from 'vitest';
import { fixedClock } from '../../../src/simulator/clock';
import type { Simulator } from '../../../src/simulator/interface';
import { createSimulator } from '../../../src/simulator/simulator';
import type { FaultRule } from '../../../src/simulator/traffic/faults';
import { start, world } from '../histories';

const newSimulator = () => createSimulator({ world, clock: fixedClock(start), access: 'off' });
const internal = { error: { name: 'InternalServerException' } } as const;
const lodash = { domain: 'my-domain', repository: 'team', format: 'npm', package: 'lodash' } as const;

/** The name of the exception, or 'ok'. */
const outcome = (result: ReturnType<Simulator['execute']> | ReturnType<Simulator['request']>): string =>
  result.ok ? 'ok' : result.error.name;
const described = (sim: Simulator, domain = 'my-domain') => outcome(sim.execute('DescribeDomain', { domain }));

describe('which calls a rule strikes', () => {
  test.each<[FaultRule['operation'], string[]]>([
    [undefined, ['struck', 'struck', 'struck']],
    ['DescribeDomain', ['struck', 'ok', 'ok']],
    ['ListVersions', ['ok', 'ok', 'struck']],
  ])('operation %s', (operation, expected) => {
    const sim = newSimulator();
    sim.faults.add({ operation, error: { name: 'InternalServerException', message: 'struck' } });
    const results = [
      sim.execute('DescribeDomain', { domain: 'my-domain' }),
      sim.execute('ListDomains', {}),
      sim.request('ListVersions', lodash),
    ];
    expect(results.map((result) => (result.ok ? 'ok' : result.error.message))).toEqual(expected);
  });

  const copy = {
    domain: 'my-domain',
    sourceRepository: 'constructor',
    destinationRepository: 'team',
    format: 'npm',
    package: 'lodash',
    versions: ['1.0.0', '2.0.0'],
    allowOverwrite: false,
  } as const;
  test.each<[NonNullable<FaultRule['match']>, boolean]>([
    [{}, true],
    [{ package: 'lodash' }, true],
    [{ package: 'Lodash' }, false],
    [{ package: 'lod' }, false],
    [{ package: 'lod*' }, true],
    [{ package: '*da*h' }, true],
    [{ package: '*' }, true],
    [{ package: 'l*l*lodash' }, false],
    [{ namespace: '*' }, false],
    [{ versions: ['2.0.0'] }, true],
    [{ versions: ['2.*', '1.*'] }, true],
    [{ versions: ['3.0.0'] }, false],
    [{ versions: '1.0.0' }, false],
    [{ versions: { length: 2 } }, true],
    [{ allowOverwrite: false }, true],
    [{ allowOverwrite: true }, false],
    [{ allowOverwrite: null }, false],
    [{ package: 'lodash', format: 'pypi' }, false],
    [{ toString: '*' }, false],
  ])('match %j: %s', (match, expected) => {
    const sim = newSimulator();
    sim.faults.add({ match, ...internal });
    expect(outcome(sim.execute('CopyPackageVersions', copy)) === 'InternalServerException').toBe(expected);
  });

  test('inputs that are no inputs match a rule without match only', () => {
    const sim = newSimulator();
    sim.faults.add({ match: { domain: '*' }, ...internal });
    for (const input of [null, undefined, 7, 'text']) {
      expect(outcome(sim.execute('DescribeDomain', input as never))).toBe('ValidationException');
    }
  });
});

describe('when a rule fires', () => {
  test('times: so often and not again; skip: after so many', () => {
    const sim = newSimulator();
    sim.faults.add({ operation: 'DescribeDomain', times: 2, skip: 1, ...internal });
    const struck = [1, 2, 3, 4, 5].map(() => described(sim));
    expect(struck).toEqual(['ok', 'InternalServerException', 'InternalServerException', 'ok', 'ok']);
    expect(sim.faults.list()).toEqual([{ rule: expect.objectContaining({ times: 2 }), fired: 2 }]);
  });

  test('probability: the same calls meet the same faults, with another seed others', () => {
    const strikes = (seed: number): string => {
      const sim = newSimulator();
      sim.faults.add({ probability: 0.3, seed, ...internal });
      return Array.from({ length: 200 }, () => (described(sim) === 'ok' ? '.' : 'x')).join('');
    };
    expect(strikes(1)).toBe(strikes(1));
    expect(strikes(1)).not.toBe(strikes(2));
    expect(strikes(1).replaceAll('.', '').length).toBeGreaterThan(35);
    expect(strikes(1).replaceAll('.', '').length).toBeLessThan(85);
  });

  test('probability 0 never, probability 1 always', () => {
    const sim = newSimulator();
    sim.faults.add({ probability: 0, ...internal });
    expect(Array.from({ length: 50 }, () => described(sim))).not.toContain('InternalServerException');
    sim.faults.add({ probability: 1, ...internal });
    expect(described(sim)).toBe('InternalServerException');
  });

  test('the first rule that fires an error ends it; delays before it are counted together', () => {
    const sim = newSimulator();
    sim.faults.add([
      { delayMilliseconds: 5 },
      { operation: 'ListDomains', delayMilliseconds: 100 },
      { delayMilliseconds: 7, times: 1, error: { name: 'ConflictException' } },
      { delayMilliseconds: 1000, ...internal },
    ]);
    expect(sim.execute('DescribeDomain', { domain: 'my-domain' })).toMatchObject({
      error: { name: 'ConflictException' },
      delayMilliseconds: 12,
    });
    expect(sim.faults.list().map(({ fired }) => fired)).toEqual([1, 0, 1, 0]);
    expect(sim.execute('ListDomains', {})).toMatchObject({
      error: { name: 'InternalServerException' },
      delayMilliseconds: 1105,
    });
  });
});

describe('what a fault does', () => {
  test('ERR-54: a refused call changes nothing, and is worded as the rule says', () => {
    const sim = newSimulator();
    sim.faults.add([
      { operation: 'CreateDomain', error: { name: 'ThrottlingException', retryAfterSeconds: 7 } },
      {
        operation: 'DeleteDomain',
        error: { name: 'ValidationException', message: 'no', reason: 'CANNOT_PARSE' },
      },
      { operation: 'ListAssociatedPackages', error: { name: 'ThrottlingException' } },
      { operation: 'ListDomains', error: { name: 'ServiceUnavailable' } },
    ]);
    const { state } = sim;
    const create = sim.execute('CreateDomain', { domain: 'other' });
    expect(create).toEqual({ ok: false, state, error: expect.anything(), trace: [{ kind: 'fault', rule: 0 }] });
    expect(create).toMatchObject({
      error: { status: 429, message: 'Rate exceeded', members: { retryAfterSeconds: 7 } },
    });
    expect(sim.execute('DeleteDomain', { domain: 'my-domain' })).toMatchObject({
      error: { status: 400, message: 'no', members: { reason: 'CANNOT_PARSE' } },
    });
    const group = { domain: 'my-domain', packageGroup: '/*' };
    expect(sim.execute('ListAssociatedPackages', group)).toMatchObject({ error: { status: 400 } }); // ERR-15
    expect(sim.execute('ListDomains', {})).toMatchObject({
      error: { status: 503, message: 'A fault rule gives ServiceUnavailable.', members: {} },
    });
    expect(sim.state).toBe(state);
  });

  test('a delayed call is carried out at once, and its result says how long the answer is held back', () => {
    const sim = newSimulator();
    sim.faults.add({ operation: 'CreateDomain', delayMilliseconds: 250 });
    expect(sim.execute('CreateDomain', { domain: 'other' })).toMatchObject({ ok: true, delayMilliseconds: 250 });
    expect(described(sim, 'other')).toBe('ok');
    expect(sim.execute('ListDomains', {})).not.toHaveProperty('delayMilliseconds');
  });

  test('QUO-32: a fault goes before throttling: a refused call takes nothing from the rates', () => {
    const sim = createSimulator({ world, clock: fixedClock(start), throttling: { reads: 1 } });
    sim.faults.add({ times: 3, ...internal });
    const struck = [1, 2, 3, 4, 5].map(() => described(sim));
    expect(struck.slice(2)).toEqual(['InternalServerException', 'ok', 'ThrottlingException']);
  });
});

describe('where faults lie', () => {
  test('snapshots, forks and reset carry rules and counters', () => {
    const sim = newSimulator();
    sim.faults.add({ times: 2, ...internal });
    described(sim);
    const snapshot = sim.snapshot();
    const fork = sim.fork();
    expect([described(sim), described(sim)]).toEqual(['InternalServerException', 'ok']);
    expect([described(fork), described(fork)]).toEqual(['InternalServerException', 'ok']);
    sim.restore(snapshot);
    expect(sim.faults.list()[0]!.fired).toBe(1);
    expect([described(sim), described(sim)]).toEqual(['InternalServerException', 'ok']);
    sim.reset();
    expect(sim.faults.list()).toEqual([]);
  });

  test('clear takes all rules away; a rule is a copy that nobody changes', () => {
    const sim = newSimulator();
    const rule = { operation: 'DescribeDomain' as const, match: { domain: 'my-domain' }, error: { ...internal.error } };
    sim.faults.add(rule);
    rule.match.domain = 'other';
    expect(described(sim)).toBe('InternalServerException');
    expect(Object.isFrozen(sim.faults.list()[0]!.rule.match)).toBe(true);
    sim.faults.clear();
    expect([described(sim), sim.faults.list()]).toEqual(['ok', []]);
  });

  test('without a fault that matches the moment is the very same', () => {
    const sim = newSimulator();
    sim.faults.add({ operation: 'CreateDomain', ...internal });
    const before = sim.execute('ListDomains', {});
    expect(sim.execute('ListDomains', {}).state).toBe(before.state);
    expect(sim.faults.list()[0]!.fired).toBe(0);
  });
});

/** Lists and an object in one another, so many. */
function nested(levels: number): { a: unknown } {
  let value: unknown = [];
  for (let level = 3; level < levels; level++) value = [value];
  return { a: [value] };
}

function circular(): object {
  const list: unknown[] = [];
  list.push({ list });
  return { list };
}

test('a match may be nested deep, and name what the operation has', () => {
  const sim = newSimulator();
  sim.faults.add([
    { match: nested(100), ...internal },
    { operation: 'ListVersions', match: { domain: 'x', whatever: 1 }, ...internal },
    { operation: 'DescribeDomain', match: { domain: 'my-*', domainOwner: '*' }, times: 1, ...internal },
  ]);
  expect(described(sim)).toBe('ok');
  expect(outcome(sim.execute('DescribeDomain', { domain: 'my-domain', domainOwner: '111122223333' }))).not.toBe('ok');
});

test.each<[string, () => object, string]>([
  ['a circular match', () => ({ match: circular() }), "A fault's rule.match is an object of texts"],
  ['a far too deep match', () => ({ match: nested(100_000) }), "A fault's rule.match is an object of texts"],
  ['a too deep match', () => ({ match: nested(101) }), 'at most 100 in one another, not this one'],
  ['a deep list', () => ({ times: nested(100_000).a }), "A fault's rule.times is a whole number from 1 to"],
])('a rule with %s is refused', (_, wrong, message) => {
  const add = () => newSimulator().faults.add({ ...wrong(), ...internal });
  expect(add).toThrow(TypeError);
  expect(add).toThrow(message);
});

test('one rule alone is refused without a place', () => {
  const wrong = () => newSimulator().faults.add({ ...internal, bogus: 1 } as FaultRule);
  expect(wrong).toThrow(/^A fault has no member 'bogus'/);
});

test.each<[unknown, string]>([
  [null, "A fault's rule is an object, not null"],
  [[[]], "A fault's rule is an object, not a list"],
  [{}, "A fault's rule is an object with error or delayMilliseconds, not this one"],
  [
    { ...internal, bogus: 1 },
    "[1]: A fault has no member 'bogus'; it has operation, match, times, skip, probability, ",
  ],
  [
    { ...internal, operation: 'DescribeDomain', match: { domian: 'a' } },
    "A fault's match of DescribeDomain has no member 'domian'; it has domain, domainOwner",
  ],
  [
    { ...internal, operation: 'ListDomains', match: { toString: 'a' } },
    "has no member 'toString'; it has maxResults, ",
  ],
  [{ ...internal, operation: 'Describe' }, "A fault's rule.operation is the name of an operation or a request"],
  [{ ...internal, match: [] }, "A fault's rule.match is an object of texts"],
  [{ ...internal, match: { a: undefined } }, "A fault's rule.match is an object of texts"],
  [{ ...internal, match: { a: [new Date()] } }, "A fault's rule.match is an object of texts"],
  [{ ...internal, times: 0 }, "A fault's rule.times is a whole number from 1 to"],
  [{ ...internal, skip: -1 }, "A fault's rule.skip is a whole number from 0 to"],
  [{ ...internal, probability: 1.1 }, "A fault's rule.probability is a number from 0 to 1, not 1.1"],
  [{ ...internal, probability: Number.NaN }, "A fault's rule.probability is a number from 0 to 1, not NaN"],
  [{ ...internal, seed: 1 }, "A fault's seed is absent without probability, not 1"],
  [{ ...internal, probability: 1, seed: 0.5 }, "A fault's rule.seed is a whole number from"],
  [{ delayMilliseconds: 2 ** 31 }, "A fault's rule.delayMilliseconds is a whole number from 0 to 2147483647"],
  [{ error: 'InternalServerException' }, "A fault's rule.error is an object, not InternalServerException"],
  [{ error: {} }, "A fault's error.name is the name of an exception, not undefined"],
  [{ error: { name: 'toString' } }, "A fault's error.name is the name of an exception, not toString"],
  [
    { error: { name: 'ConflictException', status: 1 } },
    "A fault's error has no member 'status'; it has name, message, ",
  ],
  [{ error: { name: 'ConflictException', message: 1 } }, "A fault's error.message is a text, not 1"],
  [
    { error: { name: 'ConflictException', retryAfterSeconds: 1 } },
    "A fault's error.retryAfterSeconds is absent from ConflictException, not 1",
  ],
  [
    { error: { name: 'ConflictException', reason: 'OTHER' } },
    "A fault's error.reason is absent from ConflictException, not OTHER",
  ],
  [{ error: { name: 'ValidationException', reason: 'X' } }, "A fault's error.reason is one of the reasons"],
])('a wrong rule is refused, with its member, and none is added: %j', (rule, message) => {
  const sim = newSimulator();
  expect(() => sim.faults.add([internal, rule as FaultRule])).toThrow(TypeError);
  expect(() => sim.faults.add([internal, rule as FaultRule])).toThrow(message);
  expect(sim.faults.list()).toEqual([]);
});
