import { inputs } from '../../api/inputs';
import type { OperationName } from '../../api/types';
import { ShapeError } from '../../model/codec';
import { type ExceptionName, exceptionStatus, ServiceError, type ValidationReason } from '../../model/errors';
import { hasParts } from '../../model/text';
import type { Step } from '../../model/trace';
import { isRequest, type RequestName } from '../../ops/requests';
import { throttlingStatus } from '../../rules/rate';

/** What goes wrong, and when: calls that match are refused, held back, or both. A rule is plain data. */
export interface FaultRule {
  /** An operation or a package manager's request; left out, any. */
  readonly operation?: OperationName | RequestName;
  /**
   * What the input has to have among other things: members and items of lists that match. In a text, `*` stands for any
   * characters.
   */
  readonly match?: { readonly [member: string]: unknown };
  /** How often it fires, a whole number from 1; left out, always. */
  readonly times?: number;
  /** How many calls that match pass before it fires. */
  readonly skip?: number;
  /** With which probability it fires, from 0 to 1: the same calls in the same order meet the same faults. */
  readonly probability?: number;
  /** Another whole number gives other faults by the same probability: 0, unless it is given. */
  readonly seed?: number;
  /** The refusal; the call then changes nothing. */
  readonly error?: FaultError;
  /** How long the answer to an SDK client, or over a network, is held back. */
  readonly delayMilliseconds?: number;
}

export interface FaultError {
  readonly name: ExceptionName;
  readonly message?: string;
  /** Only of ThrottlingException (ERR-06). */
  readonly retryAfterSeconds?: number;
  /** Only of ValidationException (ERR-07). */
  readonly reason?: ValidationReason;
}

/** A rule, and what became of it so far. */
export interface Fault {
  readonly rule: FaultRule;
  /** How many calls matched it, before it had fired for the last time. */
  readonly met: number;
  readonly fired: number;
}

/** A rule as it is kept: a copy, frozen. Throws a ShapeError that names the member that is not as it must be. */
export function faultOf(rule: FaultRule): Fault {
  check('rule', rule, ruleMembers);
  const { operation, match = {}, error, delayMilliseconds, probability, seed } = rule;
  const known =
    operation !== undefined && Object.hasOwn(inputs, operation) ? inputs[operation as OperationName] : match;
  const absent = Object.keys(match).find((name) => !Object.hasOwn(known, name));
  if (absent !== undefined) lacks(`match of ${operation}`, absent, known);
  const doesNothing = error === undefined && delayMilliseconds === undefined;
  if (doesNothing) fail('rule', 'an object with error or delayMilliseconds', rule);
  if (seed !== undefined && probability === undefined) fail('seed', 'absent without probability', seed);
  if (error !== undefined) {
    check('error', error, errorMembers);
    const { name, retryAfterSeconds, reason } = error;
    if (!isException(name)) fail('error.name', 'the name of an exception', name);
    if (retryAfterSeconds !== undefined && name !== 'ThrottlingException') {
      fail('error.retryAfterSeconds', `absent from ${name}`, retryAfterSeconds);
    }
    if (reason !== undefined && name !== 'ValidationException') fail('error.reason', `absent from ${name}`, reason);
  }
  return Object.freeze({ rule: copied(rule) as FaultRule, met: 0, fired: 0 });
}

/** What faults do to a call, and the faults afterwards: the same list when no rule matched. */
export interface Struck {
  readonly faults: readonly Fault[];
  readonly error?: ServiceError;
  /** Why, if it is refused. */
  readonly trace: readonly Step[];
  /** Those of all rules that fired, together. */
  readonly delayMilliseconds?: number;
}

/** Asks the rules in order; the first that fires an error ends it. */
export function strike(faults: readonly Fault[], name: string, input: unknown): Struck {
  let after = faults;
  let delay: number | undefined;
  for (const [index, { rule, met, fired }] of faults.entries()) {
    const { operation = name, match = {}, times = Infinity, skip = 0, probability = 1, seed = 0 } = rule;
    if (fired >= times || operation !== name || !matches(match, input)) continue;
    const fires = met >= skip && (probability === 1 || drawn(seed, met) < probability);
    const next = Object.freeze({ rule, met: met + 1, fired: fired + Number(fires) });
    after = Object.freeze(after.map((fault, at) => (at === index ? next : fault)));
    if (!fires) continue;
    const { error, delayMilliseconds } = rule;
    if (delayMilliseconds !== undefined) delay = (delay ?? 0) + delayMilliseconds;
    if (!error) continue;
    const trace = [{ kind: 'fault', rule: index }] as const;
    return { faults: after, error: refusalOf(error, name), trace, delayMilliseconds: delay };
  }
  return { faults: after, trace: [], delayMilliseconds: delay };
}

function refusalOf({ name, message, retryAfterSeconds, reason }: FaultError, called: string): ServiceError {
  const isThrottling = name === 'ThrottlingException';
  const members = {
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    ...(reason === undefined ? {} : { reason }),
  };
  const text = message ?? (isThrottling ? 'Rate exceeded' : `A fault rule gives ${name}.`); // ERR-54
  return new ServiceError(name, text, members, isThrottling ? throttlingStatus(called) : exceptionStatus[name]);
}

/** The number at this place of the sequence that splitmix32 gives from the seed, from 0 to below 1. */
function drawn(seed: number, place: number): number {
  let bits = seed + Math.imul(place + 1, 0x9e3779b9);
  bits = Math.imul(bits ^ (bits >>> 16), 0x21f0aaad);
  bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97);
  return ((bits ^ (bits >>> 15)) >>> 0) / 2 ** 32;
}

function matches(wanted: unknown, found: unknown): boolean {
  if (typeof wanted === 'string') return typeof found === 'string' && hasParts(wanted.split('*'), found);
  if (typeof wanted !== 'object' || wanted === null) return wanted === found;
  if (typeof found !== 'object' || found === null) return false;
  if (!Array.isArray(wanted)) {
    return Object.entries(wanted).every(
      ([name, value]) => Object.hasOwn(found, name) && matches(value, (found as Record<string, unknown>)[name]),
    );
  }
  return Array.isArray(found) && wanted.every((item) => found.some((other) => matches(item, other)));
}

type Check = readonly [holds: (value: unknown) => boolean, expected: string];

const wholeFrom = (least: number, most = Number.MAX_SAFE_INTEGER): Check => [
  (value) => Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most,
  `a whole number from ${least} to ${most}`,
];
const isObject = (value: unknown): value is object => Object.prototype.toString.call(value) === '[object Object]';
const isException = (name: unknown): boolean => typeof name === 'string' && Object.hasOwn(exceptionStatus, name);
const reasons: readonly unknown[] = [
  'CANNOT_PARSE',
  'ENCRYPTION_KEY_ERROR',
  'FIELD_VALIDATION_FAILED',
  'UNKNOWN_OPERATION',
  'OTHER',
] satisfies readonly ValidationReason[];

/** How deep a match is nested at most. */
const deepest = 100;

const ruleMembers: Readonly<Record<keyof FaultRule, Check>> = {
  operation: [
    (name) => typeof name === 'string' && (isRequest(name) || Object.hasOwn(inputs, name)),
    'the name of an operation or a request',
  ],
  match: [
    (value) => isObject(value) && isJson(value, deepest),
    `an object of texts, numbers, truths, null, lists and objects, at most ${deepest} in one another`,
  ],
  times: wholeFrom(1),
  skip: wholeFrom(0),
  probability: [(value) => typeof value === 'number' && value >= 0 && value <= 1, 'a number from 0 to 1'],
  seed: wholeFrom(-(2 ** 31), 2 ** 31 - 1),
  error: [isObject, 'an object'],
  delayMilliseconds: wholeFrom(0, 2 ** 31 - 1),
};
const errorMembers: Readonly<Record<keyof FaultError, Check>> = {
  name: [isException, 'the name of an exception'],
  message: [(value) => typeof value === 'string', 'a text'],
  retryAfterSeconds: wholeFrom(0),
  reason: [(value) => reasons.includes(value), 'one of the reasons of ValidationException'],
};

function check(place: string, value: unknown, members: Readonly<Record<string, Check>>): void {
  if (!isObject(value)) fail(place, 'an object', value);
  for (const [name, member] of Object.entries(value)) {
    if (!Object.hasOwn(members, name)) lacks(place, name, members);
    const [holds, expected] = members[name]!;
    if (member !== undefined && !holds(member)) fail(`${place}.${name}`, expected, member);
  }
}

function fail(place: string, expected: string, found: unknown): never {
  const shown = typeof found === 'object' && found !== null ? 'this one' : String(found);
  throw new ShapeError(`A fault's ${place} is ${expected}, not ${Array.isArray(found) ? 'a list' : shown}`);
}

/** The refusal of a member that there is not. */
function lacks(place: string, name: string, members: object): never {
  const owner = place === 'rule' ? 'A fault' : `A fault's ${place}`;
  throw new ShapeError(`${owner} has no member '${name}'; it has ${Object.keys(members).join(', ')}`);
}

/** Whether JSON has such values, with no more levels than these; what is nested in itself has endlessly many. */
function isJson(value: unknown, levels: number): boolean {
  if (levels === 0) return false;
  if (Array.isArray(value)) return value.every((item) => isJson(item, levels - 1));
  if (isObject(value)) return Object.values(value).every((member) => isJson(member, levels - 1));
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

/** A copy of a value of JSON, frozen through and through; members that are undefined are left out. */
function copied(value: unknown): unknown {
  if (Array.isArray(value)) return Object.freeze(value.map(copied));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.freeze(Object.fromEntries(members.map(([name, member]) => [name, copied(member)])));
}
