import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { negotiate } from '../../../../src/adapters/endpoints/pypi/negotiate';

const v1 = 'application/vnd.pypi.simple.v1';
const pip = `${v1}+json, ${v1}+html; q=0.1, text/html; q=0.01`;

describe('PYP-16 PYP-17 PYP-18 PYP-19: Accept', () => {
  test.each([
    [`${v1}+json`, `${v1}+json`],
    ['application/vnd.pypi.simple.latest+json', `${v1}+json`],
    [`${v1}+html`, `${v1}+html`],
    ['application/vnd.pypi.simple.latest+html', `${v1}+html`],
    ['text/html', 'text/html'],
    ['*/*', 'text/html'],
    [null, 'text/html'],
    [pip, `${v1}+json`],
    // uv
    [`${v1}+json, ${v1}+html;q=0.2, text/html;q=0.01`, `${v1}+json`],
    ['', 'text/html'],
    [`text/html, ${v1}+json`, `${v1}+json`],
    [`text/html;q=0.5, ${v1}+html;q=0.5`, `${v1}+html`],
    [`${v1}+json;q=0.2, text/html;q=0.8`, 'text/html'],
    [`${v1}+json;q=0, text/html;q=0.001`, 'text/html'],
    [`APPLICATION/VND.PYPI.SIMPLE.V1+JSON ; Q=1.000`, `${v1}+json`],
    [`application/json, ${v1}+json;q=0.1`, `${v1}+json`],
  ])('%s: %s', (accept, type) => expect(negotiate(accept)).toBe(type));

  test.each([
    'application/vnd.pypi.simple.v2+json',
    'application/json',
    'text/plain, image/*',
    'text/html;q=0',
    'text/html;q=2',
    '__proto__',
    ',',
  ])('%s: 406', (accept) => {
    expect(() => negotiate(accept)).toThrow(expect.objectContaining({ status: 406, message: 'Not Acceptable' }));
  });

  test('the type that wins has the highest q of those that there are', () => {
    const known = [`${v1}+json`, `${v1}+html`, 'text/html', 'application/json'];
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...known), fc.integer({ min: 0, max: 1000 }))), (ranges) => {
        const accept = ranges.map(([type, q]) => `${type};q=${(q / 1000).toFixed(3)}`).join(', ');
        fc.pre(accept !== '');
        const possible = ranges.filter(([type, q]) => type !== 'application/json' && q > 0);
        const best = Math.max(...possible.map(([, q]) => q));
        const expected = known.find((type) => possible.some((each) => each[0] === type && each[1] === best));
        if (expected === undefined) expect(() => negotiate(accept)).toThrow();
        else expect(negotiate(accept)).toBe(expected);
      }),
    );
  });
});
