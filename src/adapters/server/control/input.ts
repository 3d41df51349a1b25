/** A control request that cannot be followed: its status, and why. */
export class ControlError extends Error {
  constructor(
    readonly status: 400 | 404 | 409 | 413,
    message: string,
  ) {
    super(message);
  }
}

/** The refusal of what was given at a place. */
export const wrong = (place: string, problem: string): ControlError =>
  new ControlError(400, place === '' ? problem : `${place}: ${problem}`);

/** The members of a JSON object or of a query string. What is not asked for is unknown, and `end` refuses it. */
export class Members {
  readonly #given: Readonly<Record<string, unknown>>;
  readonly #asked = new Set<string>();

  /** `place` is where the object stands in the body, '' for the body itself. Refuses what is no object. */
  constructor(
    value: unknown,
    private readonly place = '',
  ) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw wrong(place, `expected an object, found ${described(value)}`);
    }
    this.#given = value as Readonly<Record<string, unknown>>;
  }

  /** A member without value, as in `?namespace=`, counts as left out. */
  static ofQuery(query: URLSearchParams): Members {
    for (const name of query.keys()) {
      if (query.getAll(name).length > 1) throw wrong(name, 'is given more than once');
    }
    return new Members(Object.fromEntries([...query].map(([name, value]) => [name, value || undefined])));
  }

  at(name: string): string {
    return this.place === '' ? name : `${this.place}.${name}`;
  }

  /** The value of a member, whatever it is; undefined when it is left out. */
  any(name: string): unknown {
    this.#asked.add(name);
    return Object.hasOwn(this.#given, name) ? this.#given[name] : undefined;
  }

  text(name: string): string {
    return this.optionalText(name) ?? this.#lacks(name);
  }

  optionalText(name: string): string | undefined {
    const text = this.optionalContent(name);
    if (text === '') throw wrong(this.at(name), 'is an empty text');
    return text;
  }

  /** A text that may be empty, as that of a file. */
  optionalContent(name: string): string | undefined {
    return this.#typed(name, (value) => typeof value === 'string', 'a text');
  }

  optionalTruth(name: string): boolean | undefined {
    return this.#typed(name, (value) => typeof value === 'boolean', 'true or false');
  }

  optionalNumber(name: string): number | undefined {
    return this.#typed(name, (value) => typeof value === 'number', 'a number');
  }

  /** One of these texts. */
  oneOf<Value extends string>(name: string, values: readonly Value[]): Value {
    const found = this.text(name);
    const value = values.find((each) => each === found);
    if (value !== undefined) return value;
    throw wrong(this.at(name), `expected ${values.join(' or ')}, found '${found}'`);
  }

  /** Refuses members that nobody asked for. */
  end(): void {
    const unknown = Object.keys(this.#given).find((name) => !this.#asked.has(name));
    if (unknown !== undefined) throw wrong(this.at(unknown), `is not known, only ${[...this.#asked].join(', ')}`);
  }

  #typed<T>(name: string, isRight: (value: unknown) => value is T, expected: string): T | undefined {
    const value = this.any(name);
    if (value === undefined || isRight(value)) return value;
    throw wrong(this.at(name), `expected ${expected}, found ${described(value)}`);
  }

  #lacks(name: string): never {
    throw wrong(this.at(name), 'is missing');
  }
}

/** The result of something that throws a RangeError or TypeError for what it cannot take: then it is a wrong member. */
export function attempted<R>(place: string, act: () => R): R {
  try {
    return act();
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) throw wrong(place, error.message);
    throw error;
  }
}

function described(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' && value !== null ? 'an object' : JSON.stringify(value);
}
