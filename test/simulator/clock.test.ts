import { expect, test, vi } from 'vitest';
import { fixedClock, millisecondsOf, steppedClock, switchableClock } from '../../src/simulator/clock';

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

test("a switchable clock goes with the host's until it is set, and again when it is told to", () => {
  vi.useFakeTimers({ now: start });
  const clock = switchableClock();
  expect([clock.now(), clock.mode]).toEqual([start, 'host']);
  vi.advanceTimersByTime(1_000);
  clock.advance(2);
  vi.advanceTimersByTime(1_000);
  expect([clock.now(), clock.mode]).toEqual([start + 3_000, 'set']);
  clock.set('2027-01-01T00:00:00Z');
  clock.advance(-1);
  expect(clock.now()).toBe(Date.UTC(2027, 0, 1) - 1_000);
  clock.useHost();
  expect([clock.now(), clock.mode]).toEqual([start + 2_000, 'host']);
  vi.useRealTimers();
});

test('a switchable clock is reset to how it was at the beginning', () => {
  const standing = switchableClock('2026-01-01T00:00:00Z');
  standing.useHost();
  standing.reset();
  expect([standing.now(), standing.mode]).toEqual([start, 'set']);
  const going = switchableClock();
  going.set(start);
  going.reset();
  expect(going.mode).toBe('host');
});

test('what a switchable clock cannot be set to leaves it as it is', () => {
  const clock = switchableClock();
  expect(() => clock.set('tomorrow')).toThrow(RangeError);
  expect(() => clock.advance(-1e12)).toThrow(RangeError);
  expect(() => clock.advance(Number.NaN)).toThrow(RangeError);
  expect(clock.mode).toBe('host');
  expect(() => switchableClock('tomorrow')).toThrow(RangeError);
});
