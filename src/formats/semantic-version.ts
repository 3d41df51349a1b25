import parse from 'semver/functions/parse.js';
import { fault, type Judge } from './fault';

/** A judge to whom, by the rule `id`, every text is at fault that is no SemVer 2.0.0 version as it stands. */
export function mustBeSemanticVersion(id: string): Judge {
  return (text) => (isSemanticVersion(text) ? undefined : fault(id, text, 'a SemVer 2.0.0 version'));
}

/** The parser forgives white space around the version and a `v` before it; the specification does not. */
function isSemanticVersion(text: string): boolean {
  return parse(text) !== null && /^\d\S*$/.test(text);
}
