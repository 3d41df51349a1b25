import compare from 'semver/functions/compare.js';
import parse from 'semver/functions/parse.js';
import { fault, type Judge } from './fault';

/** What the order of a version depends on, read from its text; null when that is no SemVer 2.0.0 version. */
export type Precedence = ReturnType<typeof parse>;

/** A judge to whom, by the rule `id`, every text is at fault that is no SemVer 2.0.0 version as it stands. */
export function mustBeSemanticVersion(id: string): Judge {
  return (text) => (precedenceOf(text) ? undefined : fault(id, text, 'a SemVer 2.0.0 version'));
}

/** The precedence of a version, for who compares it with many. */
export function precedenceOf(text: string): Precedence {
  // The parser forgives white space around the version and a `v` before it; the specification does not.
  return /^\d\S*$/.test(text) ? parse(text) : null;
}

/** Below zero when the first comes before the second, zero when neither does; what is no version comes first. */
export function comparePrecedence(one: Precedence, other: Precedence): number {
  if (one && other) return compare(one, other);
  return (one ? 1 : 0) - (other ? 1 : 0);
}

/**
 * The order of SemVer 2.0.0, in which build metadata has no part (NPM-10, CRG-08, SWF-13). Texts that are no versions
 * come before all that are, by code units.
 */
export function compareSemanticVersions(version: string, other: string): number {
  const [one, two] = [precedenceOf(version), precedenceOf(other)];
  if (one || two) return comparePrecedence(one, two);
  return version < other ? -1 : version > other ? 1 : 0;
}
