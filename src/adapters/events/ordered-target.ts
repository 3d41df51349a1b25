import type { EventBridgeEvent } from '../../model/event';

/** A listener that hands events on by and by: `sim.subscribe(target)`. */
export interface DeliveryTarget<Failure> {
  (event: EventBridgeEvent): void;
  /** What could not be delivered so far, the oldest first. */
  readonly failures: readonly Failure[];
  /** How many events are neither delivered nor given up yet. */
  waiting(): number;
  /** Resolves as soon as nothing is in flight. Rejects with the first error that `onFailure` threw meanwhile. */
  settled(): Promise<void>;
}

/**
 * A target that delivers one event after the other, in the order in which it heard them. `deliver` gives the failure
 * when the event could not be delivered, after all its attempts.
 */
export function orderedTarget<Failure>(
  deliver: (event: EventBridgeEvent) => Promise<Failure | undefined>,
  onFailure?: (failure: Failure) => unknown,
): DeliveryTarget<Failure> {
  const failures: Failure[] = [];
  let errors: unknown[] = [];
  let waiting = 0;
  let last: Promise<void> = Promise.resolve();
  const next = async (event: EventBridgeEvent): Promise<void> => {
    try {
      const failure = await deliver(event);
      if (failure === undefined) return;
      failures.push(failure);
      await onFailure?.(failure);
    } catch (error) {
      errors.push(error);
    } finally {
      waiting--;
    }
  };
  const target = (event: EventBridgeEvent): void => {
    waiting++;
    last = last.then(() => next(event));
  };
  const settled = async (): Promise<void> => {
    for (let waited: unknown; waited !== last; ) {
      waited = last;
      await last;
    }
    const [error, ...others] = errors;
    errors = [];
    if (error !== undefined || others.length > 0) throw error;
  };
  return Object.assign(target, { failures, waiting: () => waiting, settled });
}
