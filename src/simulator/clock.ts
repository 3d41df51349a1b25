/** Where a simulator reads the time: whole milliseconds since 1970, at each call. */
export interface Clock {
  now(): number;
}

/** A moment as a caller may give it: a Date, a text that `Date.parse` reads, or milliseconds since 1970. */
export type Time = Date | string | number;

/** A clock that goes only when it is told to. */
export interface SettableClock extends Clock {
  /** Goes forward by so many seconds. */
  advance(seconds: number): void;
  /** Goes to this moment, forward or back. */
  set(time: Time): void;
}

/** The clock of the host. `Date.now` is looked up at each reading, so that a test's fake timers drive it. */
export const hostClock: Clock = Object.freeze({ now: () => Date.now() });

/** A clock that stands still. */
export const fixedClock = (time: Time): SettableClock => steppedClock(time, 0);

/** A clock that goes on by so many seconds after each reading, so that no two calls happen at the same moment. */
export function steppedClock(start: Time, stepSeconds: number): SettableClock {
  let next = millisecondsOf(start);
  const step = milliseconds(stepSeconds);
  return {
    now() {
      const time = next;
      next += step;
      return time;
    },
    advance(seconds) {
      next += milliseconds(seconds);
    },
    set(time) {
      next = millisecondsOf(time);
    },
  };
}

/** A clock that goes with the host's, or that was set and goes only when it is told to. */
export interface SwitchableClock extends SettableClock {
  readonly mode: 'host' | 'set';
  /** Goes with the host's clock again. */
  useHost(): void;
  /** Is again as it was at the beginning. */
  reset(): void;
}

/**
 * The clock of a server: with the host's, or standing at this moment; once it is set or advanced it goes only when it
 * is told to.
 */
export function switchableClock(start?: Time): SwitchableClock {
  const beginning = start === undefined ? undefined : millisecondsOf(start);
  let moment = beginning;
  const now = (): number => moment ?? hostClock.now();
  return {
    get mode() {
      return moment === undefined ? 'host' : 'set';
    },
    now,
    advance(seconds) {
      moment = millisecondsOf(now() + milliseconds(seconds));
    },
    set(time) {
      moment = millisecondsOf(time);
    },
    useHost() {
      moment = undefined;
    },
    reset() {
      moment = beginning;
    },
  };
}

/** A moment in milliseconds since 1970. Throws a RangeError when it is none, or one before 1970. */
export function millisecondsOf(time: Time): number {
  const value = typeof time === 'number' ? time : typeof time === 'string' ? Date.parse(time) : time.getTime();
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new RangeError(`${String(time)} is no moment since 1970 in whole milliseconds`);
}

function milliseconds(seconds: number): number {
  const value = Math.round(seconds * 1000);
  if (Number.isSafeInteger(value)) return value;
  throw new RangeError(`${seconds} is no number of seconds`);
}
