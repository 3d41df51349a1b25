import { within } from '../../model/codec';
import type { Held } from '../holder';
import { type FaultRule, faultOf } from './faults';
import { noTraffic } from './traffic';

/** The faults of a simulator. */
export interface Faults {
  /** Adds rules, behind those that are there. Throws a ShapeError that names the member when one cannot be. */
  add(rules: FaultRule | readonly FaultRule[]): void;
  /** The rules in order, each with how often it has fired. */
  list(): readonly { readonly rule: FaultRule; readonly fired: number }[];
  /** Takes away all rules. */
  clear(): void;
}

/** They lie where all else does that a snapshot brings back. */
export function faultsOf(held: Held): Faults {
  const present = () => held.moment.traffic ?? noTraffic;
  return {
    add(rules) {
      const added = Array.isArray(rules)
        ? rules.map((rule, index) => within(index, () => faultOf(rule)))
        : [faultOf(rules as FaultRule)];
      const traffic = Object.freeze({ ...present(), faults: Object.freeze([...present().faults, ...added]) });
      held.move({ ...held.moment, traffic });
    },
    list: () => present().faults.map(({ rule, fired }) => ({ rule, fired })),
    clear() {
      held.move({ ...held.moment, traffic: Object.freeze({ ...present(), faults: noTraffic.faults }) });
    },
  };
}
