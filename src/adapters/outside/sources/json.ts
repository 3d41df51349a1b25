/** A JSON object of which nothing more is known. */
export type Loose = Readonly<Record<string, unknown>>;

export const isLoose = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A JSON text that must be an object. */
export function looseIn(text: string): Loose {
  const value: unknown = JSON.parse(text);
  if (isLoose(value)) return value;
  throw new Error('no JSON object');
}

/** The member, if it is an object; else an empty one. */
export const membersAt = (value: Loose, member: string): Loose => {
  const found = Object.hasOwn(value, member) ? value[member] : undefined;
  return isLoose(found) ? found : {};
};

/** The items of a list that are objects. */
export const objectsAt = (value: Loose, member: string): readonly Loose[] => {
  const found = value[member];
  return Array.isArray(found) ? found.filter(isLoose) : [];
};

export const textAt = (value: Loose, member: string): string | undefined => {
  const found = value[member];
  return typeof found === 'string' ? found : undefined;
};

/** A moment as ISO 8601, in milliseconds since 1970; undefined for what is none, and for what is before that. */
export function timeOf(text: unknown): number | undefined {
  const time = typeof text === 'string' ? Date.parse(text) : Number.NaN;
  return time >= 0 ? time : undefined;
}

/** Without the members that are undefined. */
export const known = <Value extends object>(members: Value): Value =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Value;
