import { unacceptable } from '../refusals';

/** The content types of a project's page (PYP-16), in the order in which they are taken when they are as welcome. */
const types = Object.freeze(
  Object.assign(Object.create(null) as Record<string, PageType>, {
    'application/vnd.pypi.simple.v1+json': 'application/vnd.pypi.simple.v1+json',
    'application/vnd.pypi.simple.latest+json': 'application/vnd.pypi.simple.v1+json', // PYP-19
    'application/vnd.pypi.simple.v1+html': 'application/vnd.pypi.simple.v1+html',
    'application/vnd.pypi.simple.latest+html': 'application/vnd.pypi.simple.v1+html',
    'text/html': 'text/html',
    '*/*': 'text/html',
  } satisfies Record<string, PageType>),
);

const order = Object.keys(types);

/** What a project's page can be answered as. */
export type PageType = 'application/vnd.pypi.simple.v1+json' | 'application/vnd.pypi.simple.v1+html' | 'text/html';

/**
 * The type that an Accept header likes best; on a tie JSON goes before HTML (PYP-18). Refuses with 406 a header that
 * names none that there is (PYP-17).
 */
export function negotiate(accept: string | null): PageType {
  if (accept === null || accept.trim() === '') return 'text/html';
  let best = { name: '', quality: 0 };
  for (const range of accept.split(',')) {
    const [given = '', ...parameters] = range.split(';').map((text) => text.trim().toLowerCase());
    const quality = qualityIn(parameters);
    if (types[given] === undefined || quality === 0) continue;
    const isSooner = quality === best.quality && order.indexOf(given) < order.indexOf(best.name);
    if (quality > best.quality || isSooner) best = { name: given, quality };
  }
  const type = types[best.name];
  if (type === undefined) throw unacceptable('Not Acceptable', 406);
  return type;
}

/** The `q` of a media range: 1 when it has none, 0 when it is no number from 0 to 1. */
function qualityIn(parameters: readonly string[]): number {
  const weight = parameters.find((parameter) => /^q\s*=/.test(parameter));
  if (weight === undefined) return 1;
  const value = weight.slice(weight.indexOf('=') + 1).trim();
  return /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(value) ? Number(value) : 0;
}
