import { isDraft } from 'immer';
import { WideMap } from '../../src/model/wide-map';

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** A value as plain arrays and texts, which tell a wide map from an object, and one key from another. */
export function plain(value: unknown): unknown {
  if (value instanceof WideMap) return ['map', ...[...value].map(([key, item]) => [key, plain(item)])];
  if (Array.isArray(value)) return ['list', ...value.map(plain)];
  if (!isObject(value)) return value;
  const members = Reflect.ownKeys(value).map((key) => [String(key), plain(Reflect.get(value, key))] as const);
  return ['object', ...members.filter(([, item]) => item !== undefined).sort(([a], [b]) => (a < b ? -1 : 1))];
}

/**
 * What a state must not have in it, by where it lies: drafts, objects that are not frozen, and what is no plain data.
 * An object that was found good once is good for ever.
 */
export function flaws(value: unknown, good: WeakSet<object>, path = 'state'): string[] {
  if (typeof value === 'function' || typeof value === 'symbol') return [`${path}: ${typeof value}`];
  if (!isObject(value) || good.has(value)) return [];
  if (isDraft(value)) return [`${path}: a draft`];
  if (!Object.isFrozen(value)) return [`${path}: not frozen`];
  const found: string[] = [];
  if (value instanceof WideMap) {
    for (const [key, item] of value) found.push(...flaws(item, good, `${path}[${JSON.stringify(key)}]`));
  } else {
    const prototype = Object.getPrototypeOf(value);
    if (![null, Object.prototype, Array.prototype].includes(prototype))
      found.push(`${path}: a ${prototype.constructor.name}`);
    for (const key of Reflect.ownKeys(value)) {
      found.push(...flaws(Reflect.get(value, key), good, `${path}.${String(key)}`));
    }
  }
  if (found.length === 0) good.add(value);
  return found;
}
