import { fits } from './fault';

/**
 * A version in the grammar of PEP 440 with all the spellings that the PEP lets a parser accept, letter case aside:
 * an epoch, the release, then a pre-, a post- and a development release, and a local part.
 */
export const versionForm = new RegExp(
  [
    /^v?(?:(?<epoch>\d+)!)?(?<release>\d+(?:\.\d+)*)/,
    /(?:[-_.]?(?<pre>alpha|beta|preview|pre|rc|a|b|c)[-_.]?(?<preNumber>\d*))?/,
    /(?:-(?<bare>\d+)|[-_.]?(?<post>post|rev|r)[-_.]?(?<postNumber>\d*))?/,
    /(?:[-_.]?(?<dev>dev)[-_.]?(?<devNumber>\d*))?/,
    /(?:\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?$/,
  ]
    .map((part) => part.source)
    .join(''),
  'i',
);

/** The letter under which each spelling of a pre-release is sorted. */
const preLetters: Readonly<Record<string, string>> = { alpha: 'a', beta: 'b', preview: 'c', pre: 'c', rc: 'c' };

/**
 * A text by whose code units versions stand in the order of PEP 440, the same for versions that the PEP holds for
 * equal. Texts that are no versions come before all others.
 */
export function orderKey(version: string): string {
  const parts = fits(versionForm, version) ? versionForm.exec(version)?.groups : undefined;
  if (!parts) return `\u0000${version}`;
  const { epoch = '0', release = '', pre, preNumber, bare, post, postNumber, dev, devNumber, local = '' } = parts;
  const isPost = bare !== undefined || post !== undefined;
  const beforeAllPre = pre === undefined && !isPost && dev !== undefined; // 1.0.dev0 < 1.0a0
  const preKey =
    pre === undefined ? (beforeAllPre ? '\u0001' : '\u0003') : `\u0002${letterOf(pre)}${number(preNumber)}`;
  const postKey = isPost ? `\u0002${number(bare ?? postNumber)}` : '\u0001';
  const devKey = dev === undefined ? '\u0002' : `\u0001${number(devNumber)}`;
  const releaseKey = `${release
    .replace(/(?:\.0+)+$/, '')
    .split('.')
    .map(number)
    .join('')}\u0001`; // 1.0 is 1.0.0
  return number(epoch) + releaseKey + preKey + postKey + devKey + localKey(local);
}

/** The order of PEP 440, ascending: zero for versions that it holds for equal. What is no version comes first. */
export function comparePythonVersions(version: string, other: string): number {
  const [key, otherKey] = [orderKey(version), orderKey(other)];
  return key < otherKey ? -1 : key > otherKey ? 1 : 0;
}

/** Digits as a text that is sorted as their number: how many they are, then themselves. */
function number(digits = ''): string {
  const significant = digits.replace(/^0+/, '');
  return String.fromCharCode(0x100 + significant.length) + significant;
}

function letterOf(pre: string): string {
  const spelled = pre.toLowerCase();
  return preLetters[spelled] ?? spelled;
}

/** A local part: none comes first, then words come before numbers, and the shorter before what it begins. */
function localKey(local: string): string {
  const segments = local === '' ? [] : local.toLowerCase().split(/[-_.]/);
  return segments.map((text) => (/^\d+$/.test(text) ? `\u0003${number(text)}` : `\u0002${text}\u0001`)).join('');
}
