import { deliveries, type EventBridgeEvent, type PackageVersionEvent } from '../model/event';
import { type EventPattern, eventMatcher } from '../model/event-pattern';

/** The events of one call, behind those of the calls before it: to append, to share and to go back cost nothing. */
export interface LogEntry {
  readonly before: LogEntry | undefined;
  readonly events: readonly PackageVersionEvent[];
  /** What the receivers got, once somebody has asked. */
  deliveries?: readonly EventBridgeEvent[];
}

/** The log with the events of one more call; the very same log when there are none. */
export const logged = (before: LogEntry | undefined, events: readonly PackageVersionEvent[]): LogEntry | undefined =>
  events.length === 0 ? before : { before, events };

/** What the receivers of an entry get, in the order of the commit; the same objects whenever it is asked. */
function deliveriesOf(entry: LogEntry): readonly EventBridgeEvent[] {
  entry.deliveries ??= Object.freeze(entry.events.flatMap(deliveries));
  return entry.deliveries;
}

/** All deliveries of a log, the oldest first. */
export function allDeliveries(last: LogEntry | undefined): readonly EventBridgeEvent[] {
  const entries: LogEntry[] = [];
  for (let entry = last; entry; entry = entry.before) entries.push(entry);
  return Object.freeze(entries.reverse().flatMap(deliveriesOf));
}

/** Hears of an event after the change is visible. */
export type EventListener = (event: EventBridgeEvent) => void;

export interface SubscribeOptions {
  /** EventBridge's pattern of the events that are heard; all, unless it is given (EVT-49). */
  readonly pattern?: EventPattern;
}

/** The options, if they are some: a pattern that is given in their place would be passed over. */
function checked(options: SubscribeOptions): SubscribeOptions {
  const form = 'subscribe(listener, { pattern: { source: [...] } })';
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new TypeError(`The options are an object, not ${options === null ? 'null' : kindOf(options)}: ${form}`);
  }
  const unknown = Object.keys(options).find((name) => name !== 'pattern');
  if (unknown === undefined) return options;
  throw new TypeError(`There is no option '${unknown}', only 'pattern': ${form}`);
}

const kindOf = (value: unknown): string => (Array.isArray(value) ? 'a list' : `a ${typeof value}`);

/**
 * Those who listen to a simulator. Each hears every event once, in the order of the commits, also when a listener
 * itself calls the simulator: those events wait until the present ones are delivered. When listeners throw, the others
 * hear the events all the same, and the first error is thrown when all is delivered.
 */
export class Listeners {
  #listeners: readonly { readonly hear: EventListener; readonly matches?: (event: EventBridgeEvent) => boolean }[] = [];
  readonly #waiting: LogEntry[] = [];
  #isDelivering = false;

  /** Adds a listener, also one that is there already, and gives the way to remove it. */
  add(hear: EventListener, options: SubscribeOptions = {}): () => void {
    if (typeof hear !== 'function') throw new TypeError(`A listener is a function, not ${String(hear)}`);
    const { pattern } = checked(options);
    const added = { hear, ...(pattern !== undefined && { matches: eventMatcher(pattern) }) };
    this.#listeners = [...this.#listeners, added];
    return () => {
      this.#listeners = this.#listeners.filter((listener) => listener !== added);
    };
  }

  deliver(entry: LogEntry): void {
    if (this.#listeners.length === 0) return;
    this.#waiting.push(entry);
    if (this.#isDelivering) return;
    this.#isDelivering = true;
    const errors: unknown[] = [];
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      for (const event of deliveriesOf(next)) this.#tell(event, errors);
    }
    this.#isDelivering = false;
    if (errors.length > 0) throw errors[0];
  }

  #tell(event: EventBridgeEvent, errors: unknown[]): void {
    for (const { hear, matches } of this.#listeners) {
      try {
        if (!matches || matches(event)) hear(event);
      } catch (error) {
        errors.push(error);
      }
    }
  }
}
