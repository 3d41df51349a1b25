import { describe, expect, test } from 'vitest';
import { request } from '../../src/core';
import { explain } from '../../src/explain/explain';
import { searchLines } from '../../src/explain/search';
import { GroupWorld, type Restrictions } from '../ops/package-groups-support';
import { context } from '../support';

describe('where the way ends by a package group', () => {
  const closed: Restrictions = { EXTERNAL_UPSTREAM: 'BLOCK', INTERNAL_UPSTREAM: ['down'] };
  test.each<[string, string, Restrictions, string, string]>([
    ['ORG-41', '/npm/*', closed, 'store', "store may not use its external connection: the package's group /npm/* does"],
    [
      'ORG-43',
      '/npm/*',
      closed,
      'down',
      "mid may not read from its upstreams: the package's group /npm/* does not let it",
    ],
    [
      'ORG-42',
      '/npm/*',
      closed,
      'mid',
      "mid may not read from its upstreams: the package's group /npm/* does not let it",
    ],
    [
      'GRP-75',
      '/npm//LIB$',
      {},
      'mid',
      'mid takes nothing from elsewhere: the package is but a weak member of its group /npm//LIB$',
    ],
  ])('%s, of %s, is told with the group', (id, pattern, restrictions, repository, text) => {
    const made = new GroupWorld('store');
    made.connect('public:npmjs', 'store');
    made.repository('mid', 'store');
    made.repository('down', 'mid');
    made.groups({ [pattern]: restrictions });
    const input = { ...made.of('/npm//lib', repository), version: '1.0.0', asset: 'package.tgz' };
    const result = request(made.state, 'ReadAsset', input, context);
    const told = searchLines(result.trace, []).find((line) => line.includes(`(${id})`));
    expect(told).toContain(text);
    const whole = explain(result, { name: 'ReadAsset', input, context }).replace(/\s+/g, ' ');
    expect(whole).toContain(text);
    expect(whole).toContain(` ${id}: `);
    expect(whole).toContain(' GRP-70: ');
  });
});
