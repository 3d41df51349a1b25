import { expect, test } from 'vitest';
import { fixedClock, millisecondsOf, steppedClock } from '../../src/simulator/clock';

const start = Date.UTC(2026, 0, 1);

test('a fixed clock goes only when it is told to', () => {
  const clock = fixedClock(new Date(start));
  expect([clock.now(), clock.now()]).toEqual([start, start]);
  clock.advance(1.5);
  expect(clock.now()).toBe(start + 1_500);
  clock.set('2026-01-01T00:00:00Z');
  expect(clock.now()).toBe(start);
});

test('a stepped clock goes on after each reading', () => {
  const clock = steppedClock(start, 60);
  expect([clock.now(), clock.now()]).toEqual([start, start + 60_000]);
  clock.advance(1);
  expect(clock.now()).toBe(start + 121_000);
});

test.each(['tomorrow', '', Number.NaN, -1, 0.5, new Date('x'), new Date(-1)])('%s is no time', (time) => {
  expect(() => millisecondsOf(time)).toThrow(RangeError);
});

test('a step is a number of seconds', () => {
  expect(() => steppedClock(start, Number.NaN)).toThrow(RangeError);
  expect(() => fixedClock(start).advance(Number.POSITIVE_INFINITY)).toThrow(RangeError);
});
