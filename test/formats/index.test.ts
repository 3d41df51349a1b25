import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coordinatesFault } from '../../src/formats/coordinates';
import type { FormatRules } from '../../src/formats/format-rules';
import { externalConnections, formats, isExternalConnectionName } from '../../src/formats/index';
import { anyText, hostileTexts } from './texts';

const every: readonly FormatRules[] = Object.values(formats);

/** The facts of each format, as the rulebook's overviews give them (formats-and-endpoints.md 4.4, EXT-T1, table 7a). */
const facts = {
  npm: ['optional', true, 'never', false, false, 'latest-tag'],
  pypi: ['none', true, 'always', false, false, 'most-recent'],
  maven: ['required', true, 'always', true, false, 'most-recent'],
  nuget: ['none', true, 'never', false, true, 'most-recent'],
  generic: ['required', false, 'unfinished', true, false, 'most-recent'],
  ruby: ['none', true, 'always', false, false, 'most-recent'],
  swift: ['required', true, 'never', false, true, 'most-recent'],
  cargo: ['none', true, 'never', false, false, 'most-recent'],
} as const;

describe.each(every)('$format', (rules) => {
  test('stands under its own name, frozen, with the facts of the overview', () => {
    expect(formats[rules.format]).toBe(rules);
    expect(Object.isFrozen(rules) && Object.isFrozen(rules.externalConnections)).toBe(true);
    const { namespace, upstreams, newAssets, unfinished, apiNormalizes, defaultDisplayVersion } = rules;
    expect([namespace, upstreams, newAssets, unfinished, apiNormalizes, defaultDisplayVersion]).toEqual(
      facts[rules.format],
    );
  });

  test('normalisation is idempotent', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const normalize of [rules.normalizeName, rules.normalizeNamespace, rules.normalizeVersion]) {
          expect(normalize(normalize(text))).toBe(normalize(text));
        }
      }),
    );
  });

  test('VER-18: a text and its stored form are one version', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(rules.versionIdentity(rules.normalizeVersion(text))).toBe(rules.versionIdentity(text));
      }),
    );
  });

  test('what can be published can be named in the API by its stored form', () => {
    const named = /^[^#/\s]{1,255}$/u; // API-431 to API-433
    fc.assert(
      fc.property(anyText, (text) => {
        if (!rules.nameFault(text)) expect(rules.normalizeName(text)).toMatch(named);
        if (!rules.namespaceFault(text)) expect(rules.normalizeNamespace(text)).toMatch(named);
        if (!rules.versionFault(text)) expect(rules.normalizeVersion(text)).toMatch(named);
        if (!rules.assetFault(text)) expect(text).toMatch(/^\P{C}{1,255}$/u); // API-405
        if (!rules.versionFault(text)) expect(rules.versionFault(rules.normalizeVersion(text))).toBeUndefined();
        if (!rules.nameFault(text)) expect(rules.nameFault(rules.normalizeName(text))).toBeUndefined();
      }),
      { numRuns: 1000 },
    );
  });

  test.each(['', ' ', 'a b', 'a/b', 'a#b', 'a\tb', 'x'.repeat(256)])('%j is no name, namespace or version', (text) => {
    expect(rules.nameFault(text)).toBeDefined();
    expect(rules.namespaceFault(text)).toBeDefined();
    expect(rules.versionFault(text)).toBeDefined();
  });

  test.each(['', 'a\tb', 'x'.repeat(256)])('%j is no asset name', (text) => {
    expect(rules.assetFault(text)).toBeDefined();
  });

  test.each(hostileTexts)('%s is a name like others', (name) => {
    const isGood = { swift: !name.startsWith('_'), cargo: !name.startsWith('_') }[rules.format as string] ?? true;
    expect(rules.nameFault(name) === undefined).toBe(isGood);
    const stored = rules.normalizeName(name);
    expect(stored.toLowerCase()).toBe(
      rules.format === 'pypi' ? name.toLowerCase().replace(/_+/g, '-') : name.toLowerCase(),
    );
    expect(rules.displayName({ format: rules.format, namespace: 'n', package: name })).toContain(name);
  });

  test('a fault names its rule and the text', () => {
    for (const fault of [rules.nameFault('a/b'), rules.namespaceFault('a/b'), rules.versionFault('a/b')]) {
      expect(fault?.id).toMatch(/^[A-Z]{3}-\d\d+$/);
      expect(fault?.message).toContain("'a/b'");
    }
  });

  test('time is linear in the length of a text', { timeout: 5000 }, () => {
    const n = 100_000;
    const pieces = [
      '1',
      '0',
      'a',
      'A',
      '-',
      '.',
      '+',
      ' ',
      '_',
      '1.',
      '0.',
      '.0',
      '-1',
      '-a',
      'a.',
      'a-',
      '1a',
      '+a',
      '  ',
    ];
    const all = [rules.normalizeName, rules.normalizeNamespace, rules.normalizeVersion, rules.versionIdentity];
    const judges = [rules.nameFault, rules.namespaceFault, rules.versionFault, rules.assetFault];
    for (const piece of pieces) {
      for (const [start, end] of [
        ['', ''],
        ['1', '!'],
        ['1.0-', '!'],
        ['1.0+', '!'],
      ]) {
        const text = start + piece.repeat(n / piece.length) + end;
        for (const each of [...all, ...judges]) each(text);
      }
    }
  });
});

test('a text of ten million characters overflows no stack', { timeout: 20_000 }, () => {
  const text = `1${'.1'.repeat(5e6)}`;
  for (const { versionFault } of every) expect(versionFault(text)).toBeDefined();
});

describe('namespaces', () => {
  test.each([
    ['PKG-08: maven', formats.maven],
    ['PKG-09: swift', formats.swift],
    ['PKG-10: generic', formats.generic],
  ])('%s packages have a namespace', (_, { format, namespace }) => {
    expect(namespace).toBe('required');
    expect(coordinatesFault({ format, package: 'p' })?.id).toBe('PKG-12');
    expect(coordinatesFault({ format, namespace: 'n', package: 'p' })).toBeUndefined();
  });

  test('PKG-07: an npm package may have one, which is its scope', () => {
    expect(coordinatesFault({ format: 'npm', package: 'react' })).toBeUndefined();
    expect(coordinatesFault({ format: 'npm', namespace: 'types', package: 'node' })).toBeUndefined();
    expect(formats.npm.displayName({ format: 'npm', namespace: 'types', package: 'node' })).toBe('@types/node');
  });

  test('PKG-11: pypi, nuget, ruby and cargo packages have none', () => {
    const without = every.filter(({ namespace }) => namespace === 'none').map(({ format }) => format);
    expect(without).toEqual(['pypi', 'nuget', 'ruby', 'cargo']);
    for (const format of without) {
      expect(coordinatesFault({ format, package: 'p' })).toBeUndefined();
      expect(coordinatesFault({ format, namespace: 'n', package: 'p' })?.id).toBe('PKG-14');
    }
  });

  test('PKG-10: the namespace of a generic package is free text', () => {
    for (const namespace of ['my-ns', 'ÄÖ~!@', '@types', '..', 'x'.repeat(255), '😀'.repeat(255)]) {
      expect(formats.generic.namespaceFault(namespace)).toBeUndefined();
    }
  });
});

test('PKG-19: npm, maven, generic, ruby and cargo names are stored as given', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      for (const { normalizeName, normalizeNamespace, normalizeVersion } of [
        formats.npm,
        formats.maven,
        formats.generic,
        formats.ruby,
        formats.cargo,
      ]) {
        expect([normalizeName(text), normalizeNamespace(text), normalizeVersion(text)]).toEqual([text, text, text]);
      }
    }),
  );
  const spellings = ['AsyncStorage', 'asyncStorage', 'asyncstorage'];
  for (const { normalizeName } of [formats.npm, formats.maven, formats.generic, formats.ruby, formats.cargo]) {
    expect(new Set(spellings.map(normalizeName)).size).toBe(3);
  }
});

test('EXT-01: there are ten external connections, and the name tells the format', () => {
  expect(externalConnections).toEqual({
    'public:npmjs': 'npm',
    'public:pypi': 'pypi',
    'public:nuget-org': 'nuget',
    'public:maven-central': 'maven',
    'public:maven-googleandroid': 'maven',
    'public:maven-gradleplugins': 'maven',
    'public:maven-commonsware': 'maven',
    'public:maven-clojars': 'maven',
    'public:ruby-gems-org': 'ruby',
    'public:crates-io': 'cargo',
  });
  for (const rules of every) {
    const own = Object.entries(externalConnections).filter(([, format]) => format === rules.format);
    expect(rules.externalConnections).toEqual(own.map(([name]) => name));
  }
  for (const name of Object.keys(externalConnections)) expect(isExternalConnectionName(name)).toBe(true);
});

test.each([...hostileTexts, 'public:foo', 'npmjs', 'PUBLIC:NPMJS', '', 'public:npmjs '])(
  'EXT-01: %j is no external connection',
  (text) => {
    expect(isExternalConnectionName(text)).toBe(false);
  },
);

test('VER-11: ruby, cargo and generic packages are displayed by their names', () => {
  for (const format of ['ruby', 'cargo', 'generic'] as const) {
    expect(formats[format].displayName({ format, namespace: 'n', package: 'My_Name' })).toBe('My_Name');
  }
});
