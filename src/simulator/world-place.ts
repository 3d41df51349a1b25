import { millisecondsOf, type Time } from './clock';
import { WorldError } from './world';

/** A value in a world, and where it stands there. What it is not, is a WorldError. */
export class Place {
  constructor(
    readonly value: unknown,
    readonly path: readonly (string | number)[] = [],
  ) {}

  fail(problem: string): never {
    throw new WorldError(this.path, problem);
  }

  /** Reads the value by a function that throws an Error for what it cannot read. */
  attempt<R>(act: () => R): R {
    try {
      return act();
    } catch (error) {
      if (error instanceof WorldError || !(error instanceof Error)) throw error;
      return this.fail(error.message);
    }
  }

  /** The members of an object that are there; it may have these and no others. */
  members<Name extends string>(...names: readonly Name[]): { readonly [N in Name]?: Place } {
    const found: { [N in Name]?: Place } = Object.create(null);
    for (const [name, member] of this.entries()) {
      if (!names.includes(name as Name)) this.fail(`no member '${name}' is known here, only ${names.join(', ')}`);
      if (member.value !== undefined) found[name as Name] = member;
    }
    return found;
  }

  /** The members of an object, whatever their names. */
  entries(): readonly (readonly [name: string, member: Place])[] {
    const { value } = this;
    if (!isObject(value)) return this.fail(`expected an object, found ${described(value)}`);
    if (!isPlain(value)) {
      return this.fail("expected a plain object, found one with a prototype; the name __proto__ is ['__proto__']");
    }
    return Object.keys(value).map((name) => [name, this.#inside(name, value[name])]);
  }

  items(): readonly Place[] {
    if (!Array.isArray(this.value)) return this.fail(`expected a list, found ${described(this.value)}`);
    return Array.from(this.value, (item, index) => this.#inside(index, item));
  }

  text(): string {
    return typeof this.value === 'string' ? this.value : this.fail(`expected a text, found ${described(this.value)}`);
  }

  truth(): boolean {
    return typeof this.value === 'boolean'
      ? this.value
      : this.fail(`expected true or false, found ${described(this.value)}`);
  }

  oneOf<Value extends string>(values: readonly Value[]): Value {
    const found = values.find((value) => value === this.value);
    return found ?? this.fail(`expected ${values.join(' or ')}, found ${described(this.value)}`);
  }

  /** A text of this form. */
  matching(form: RegExp, expected: string): string {
    const found = this.text();
    return form.test(found) ? found : this.fail(`expected ${expected}, found '${found}'`);
  }

  account(): string {
    return this.matching(/^[0-9]{12}$/, 'an account of twelve digits');
  }

  region(): string {
    return this.matching(/^[a-z0-9-]{1,50}$/, 'the name of a Region');
  }

  /** A number of bytes. */
  size(): number {
    const { value } = this;
    if (Number.isSafeInteger(value) && (value as number) >= 0) return value as number;
    return this.fail(`expected a number of bytes, found ${described(value)}`);
  }

  /** A moment, in milliseconds since 1970. */
  time(): number {
    const { value } = this;
    const isTime = typeof value === 'string' || Object.prototype.toString.call(value) === '[object Date]';
    if (!isTime) return this.fail(`expected a Date or an ISO text, found ${described(value)}`);
    return this.attempt(() => millisecondsOf(value as Time));
  }

  #inside(step: string | number, value: unknown): Place {
    return new Place(value, [...this.path, step]);
  }
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Made by a literal or by JSON, in whatever realm; a literal's `__proto__:` is no member, but would be ignored. */
function isPlain(value: object): boolean {
  const prototype: object | null = Object.getPrototypeOf(value);
  return prototype === null || Object.hasOwn(prototype, 'isPrototypeOf');
}

function described(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return `'${value}'`;
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}
