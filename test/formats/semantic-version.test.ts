import { describe, expect, test } from 'vitest';
import { cargo } from '../../src/formats/cargo';
import { npm } from '../../src/formats/npm';
import { mustBeSemanticVersion } from '../../src/formats/semantic-version';
import { swift } from '../../src/formats/swift';

const good = [
  '1.2.3',
  '1.2.3-alpha.1',
  '1.2.3-0.3.7',
  '1.2.3+build.5',
  '1.0.0-x-y-z.--',
  '0.0.0',
  '1.2.3+01.-',
  '1.2.3-0a',
  '9007199254740991.0.0',
  `1.2.3-${'a'.repeat(249)}`,
  `1.2.3+${'a'.repeat(249)}`,
];
const bad = [
  '1',
  '1.0',
  '1.2',
  '01.2.3',
  '1.02.3',
  '1.2.03',
  '1.2.3-01',
  'v1.2.3',
  'V1.2.3',
  '=1.2.3',
  '1.2.3.4',
  '1.2.3-',
  '1.2.3+',
  '1.2.3-a..b',
  '1.2.3+a+b',
  '1.2.3-a_b',
  '1.2.3-é',
  '١.2.3',
  ' 1.2.3',
  '1.2.3 ',
  '1.2.3\n',
  '\ufeff1.2.3',
  '',
  'latest',
  `1.2.3-${'a'.repeat(250)}`,
  `1.2.3-${'a'.repeat(251)}`,
];

describe.each([
  ['NPM-05', npm],
  ['SWF-06', swift],
  ['CRG-04', cargo],
])('%s', (id, { versionFault }) => {
  test.each(good)('%s is a version', (version) => {
    expect(versionFault(version)).toBeUndefined();
  });

  test.each(bad)('%j is none', (version) => {
    expect(versionFault(version)?.id).toBe(version.length === 256 ? 'API-433' : id);
  });
});

test('NPM-05: a number above the largest safe integer makes no version', () => {
  for (const version of ['9007199254740992.0.0', '0.9007199254740992.0', '0.0.9007199254740992']) {
    expect(npm.versionFault(version)?.id).toBe('NPM-05');
  }
});

test('the fault says what was expected', () => {
  expect(mustBeSemanticVersion('SWF-06')('1.0')).toEqual({
    id: 'SWF-06',
    message: "'1.0' is not a SemVer 2.0.0 version.",
  });
});
