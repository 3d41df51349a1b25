import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { coverVariables } from '../../src/adapters/environment';

const names = ['SIMULATED_A', 'SIMULATED_B'];

afterEach(() => {
  for (const name of names) delete process.env[name];
});

test('fills what is not set and hides what is to be, and takes both back', () => {
  process.env.SIMULATED_B = 'mine';
  const uncover = coverVariables({ SIMULATED_A: 'filled', SIMULATED_B: undefined });
  expect([process.env.SIMULATED_A, process.env.SIMULATED_B]).toEqual(['filled', undefined]);
  uncover();
  expect('SIMULATED_A' in process.env).toBe(false);
  expect(process.env.SIMULATED_B).toBe('mine');
});

test('leaves what is set, also when it is set to nothing', () => {
  process.env.SIMULATED_A = '';
  const uncover = coverVariables({ SIMULATED_A: 'filled', SIMULATED_B: undefined });
  expect([process.env.SIMULATED_A, process.env.SIMULATED_B]).toEqual(['', undefined]);
  uncover();
  expect(process.env.SIMULATED_A).toBe('');
});

test.each([['changed'], [undefined]])('leaves what the user has set to %s meanwhile', (value) => {
  const uncover = coverVariables({ SIMULATED_A: 'filled' });
  if (value === undefined) delete process.env.SIMULATED_A;
  else process.env.SIMULATED_A = value;
  uncover();
  expect(process.env.SIMULATED_A).toBe(value);
});

test('leaves what the user has set meanwhile, also when somebody has set it to the same before', () => {
  const [first, second] = ['1', '2'].map((value) => coverVariables({ SIMULATED_A: value })) as [() => void, () => void];
  process.env.SIMULATED_A = '1';
  second();
  first();
  expect(process.env.SIMULATED_A).toBe('1');
});

test('a variable that is its own again can be covered again', () => {
  coverVariables({ SIMULATED_A: 'filled' });
  process.env.SIMULATED_A = 'mine';
  delete process.env.SIMULATED_A;
  const uncover = coverVariables({ SIMULATED_A: 'other' });
  expect(process.env.SIMULATED_A).toBe('other');
  uncover();
  expect(process.env.SIMULATED_A).toBeUndefined();
});

test('without an environment nothing happens', () => {
  vi.stubGlobal('process', undefined);
  try {
    coverVariables({ SIMULATED_A: 'filled' })();
  } finally {
    vi.unstubAllGlobals();
  }
  expect(process.env.SIMULATED_A).toBeUndefined();
});

test('the latest cover that is still on counts, in whatever order they are taken off', () => {
  const anyCovers = fc.array(fc.record({ value: fc.constantFrom('1', '2', '3'), order: fc.nat() }), { maxLength: 6 });
  fc.assert(
    fc.property(anyCovers, (covers) => {
      const on: { readonly value: string; readonly uncover: () => void }[] = [];
      const expectLatest = () => expect(process.env.SIMULATED_A).toBe(on.at(-1)?.value);
      for (const { value } of covers) {
        on.push({ value, uncover: coverVariables({ SIMULATED_A: value }) });
        expectLatest();
      }
      for (const { order } of covers) {
        const [gone] = on.splice(order % on.length, 1);
        gone!.uncover();
        gone!.uncover();
        expectLatest();
      }
    }),
  );
});
