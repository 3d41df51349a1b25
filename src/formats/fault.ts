import type { Fault } from './format-rules';

/** Finds what is wrong with a text; undefined when nothing is. */
export type Judge = (text: string) => Fault | undefined;

/** The code units of 255 code points at most: the length of every name in the API (API-405, API-431 to API-433). */
const longest = 2 * 255;

/** Whether the whole text has the form, which a text of over 255 code points never has: work and stack are bounded. */
export function fits(form: RegExp, text: string): boolean {
  return text.length <= longest && form.test(text);
}

/** A judge to whom, by the rule `id`, every text is at fault that has not the form; `expected` is the form in words. */
export function mustFit(form: RegExp, id: string, expected: string): Judge {
  return (text) => (fits(form, text) ? undefined : fault(id, text, expected));
}

/** The fault of a text that is not what was expected. */
export function fault(id: string, text: string, expected: string): Fault {
  return { id, message: `'${text}' is not ${expected}.` };
}

// What the API itself asks of every format. With the flag u a quantifier counts code points (ERR-39).
const name = /^[^#/\s]{1,255}$/u;
const inWords = 'of 1 to 255 characters without "#", "/" and white space';

/** API-431. */
export const packageNameFault: Judge = mustFit(name, 'API-431', `a package name ${inWords}`);
/** API-432. */
export const packageNamespaceFault: Judge = mustFit(name, 'API-432', `a namespace ${inWords}`);
/** API-433. */
export const packageVersionFault: Judge = mustFit(name, 'API-433', `a version ${inWords}`);
/** API-405. */
export const assetNameFault: Judge = mustFit(
  /^\P{C}{1,255}$/u,
  'API-405',
  'an asset name of 1 to 255 characters without control characters',
);
