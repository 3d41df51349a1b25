import type { IntegerShape, ListShape, StringShape } from './table';

/** Whether a text keeps every constraint of its shape. The way of valid input: it builds no message. */
export function holds(shape: StringShape, values: readonly string[] | undefined, text: string): boolean {
  if (values !== undefined) return values.includes(text);
  const { min, max, pattern } = shape;
  if (max !== undefined && isLonger(text, max)) return false;
  if (min !== undefined && isShorter(text, min)) return false;
  return pattern === undefined || pattern.test(text);
}

/** The constraints that a text breaks, in the service's words and order (ERR-34). */
export function brokenByText(shape: StringShape, values: readonly string[] | undefined, text: string): string[] {
  const { min, max, pattern } = shape;
  const broken: string[] = [];
  if (min !== undefined && isShorter(text, min)) broken.push(minimumLength(min));
  if (max !== undefined && isLonger(text, max)) broken.push(maximumLength(max));
  if (pattern !== undefined && !pattern.test(text)) broken.push(patternOf(shape));
  if (values !== undefined && !values.includes(text)) broken.push(oneOf(values));
  return broken;
}

/** Every constraint of a text, as a list or map quotes them whichever of them is broken (ERR-35). */
export function constraintsOf(shape: StringShape): string {
  const { min, max, pattern, values } = shape;
  const all: string[] = [];
  if (min !== undefined) all.push(minimumLength(min));
  if (max !== undefined) all.push(maximumLength(max));
  if (pattern !== undefined) all.push(patternOf(shape));
  if (values !== undefined) all.push(oneOf(values));
  return `[${all.join(', ')}]`;
}

/** The constraint that a number breaks, if any. */
export function brokenByNumber({ min, max }: IntegerShape, value: number): string | undefined {
  if (min !== undefined && value < min) return `Member must have value greater than or equal to ${min}`;
  if (max !== undefined && value > max) return `Member must have value less than or equal to ${max}`;
  return undefined;
}

/** The constraint that the length of a list breaks, if any. */
export function brokenByLength({ min, max }: ListShape, length: number): string | undefined {
  if (min !== undefined && length < min) return minimumLength(min);
  if (max !== undefined && length > max) return maximumLength(max);
  return undefined;
}

const minimumLength = (min: number) => `Member must have length greater than or equal to ${min}`;
const maximumLength = (max: number) => `Member must have length less than or equal to ${max}`;
const patternOf = (shape: StringShape) => `Member must satisfy regular expression pattern: ${shape.source}`;
const oneOf = (values: readonly string[]) => `Member must satisfy enum value set: [${values.join(', ')}]`;

// A text has at most as many code points as code units, and at least half as many (ERR-39): few texts must be counted.
const isLonger = (text: string, max: number) => text.length > max && codePoints(text) > max;
const isShorter = (text: string, min: number) => text.length < 2 * min && codePoints(text) < min;

function codePoints(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; index += text.codePointAt(index)! > 0xffff ? 2 : 1) count += 1;
  return count;
}
