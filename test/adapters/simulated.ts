/** Simulators as the suites of the adapters make them. */
import { type SdkSimulator, withSdk } from '../../src/adapters/with-sdk';
import { steppedClock } from '../../src/simulator/clock';
import { createSimulator } from '../../src/simulator/simulator';

/** One whose clock goes on by a little more than a second a call, so that each time is another. */
export const newSimulator = (options: { readonly account?: string; readonly region?: string } = {}): SdkSimulator =>
  withSdk(createSimulator({ ...options, clock: steppedClock('2026-09-01T00:00:00Z', 1.234) }));
