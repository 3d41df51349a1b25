import { millisecondsOf } from '../clock';
import { WorldError, type WorldTime } from './world';

/** A place in a world. What cannot stand there is a WorldError of this place. */
export class Spot {
  readonly #outer: Spot | undefined;
  readonly #step: string | number;

  constructor(outer?: Spot, step: string | number = '') {
    this.#outer = outer;
    this.#step = step;
  }

  /** The names that lead here. */
  get path(): readonly (string | number)[] {
    return this.#outer ? [...this.#outer.path, this.#step] : [];
  }

  /** `member` is the one whose very name is wrong. */
  fail(problem: string, member?: string): never {
    throw new WorldError(this.path, problem, member);
  }

  /** Does something by a function that throws an Error for what it cannot take. */
  attempt<R>(act: () => R): R {
    try {
      return act();
    } catch (error) {
      if (error instanceof WorldError || !(error instanceof Error)) throw error;
      return this.fail(error.message);
    }
  }

  /** The place of a member, or of an item. */
  inside<V>(step: string | number, value: V): Place<V> {
    return new Place(value, this, step);
  }
}

/** A value in a world, and where it stands. */
export class Place<T> extends Spot {
  constructor(
    readonly value: T,
    outer?: Spot,
    step?: string | number,
  ) {
    super(outer, step);
  }

  /** The member of this name, if it is there. */
  at<K extends keyof T & string>(name: K): Place<Exclude<T[K], undefined>> | undefined {
    const value = this.value[name];
    return value === undefined ? undefined : this.inside(name, value as Exclude<T[K], undefined>);
  }

  /** The members that are there, in their order. */
  entries(): readonly (readonly [name: keyof T & string, member: Place<Exclude<T[keyof T], undefined>>])[] {
    const names = Object.keys(this.value as object) as (keyof T & string)[];
    return names.flatMap((name) => {
      const member = this.at(name) as Place<Exclude<T[keyof T], undefined>> | undefined;
      return member ? [[name, member] as const] : [];
    });
  }

  items<V>(this: Place<readonly V[]>): readonly Place<V>[] {
    return this.value.map((item, index) => this.inside(index, item));
  }
}

/** The moment that stands in a place, in milliseconds since 1970. */
export const timeIn = (place: Place<WorldTime>): number =>
  place.attempt(() => {
    const { value } = place;
    if (typeof value !== 'string') return millisecondsOf(value);
    const day = value.slice(0, value.indexOf('T') < 0 ? undefined : value.indexOf('T'));
    const isDay = new Date(Date.parse(day) || 0).toISOString().startsWith(day); // engines take February 30 for March 2
    return isDay ? millisecondsOf(value) : place.fail(`there is no day ${day}`);
  });
