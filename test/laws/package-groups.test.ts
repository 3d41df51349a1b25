import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PackageFormat } from '../../src/api/types';
import type { PackageCoordinates } from '../../src/model/coordinates';
import { GroupWorld } from '../ops/package-groups-support';
import {
  ancestorsOf,
  groupOf,
  lets,
  type Mode,
  matchesStrongly,
  type PlainGroup,
  type PlainPackage,
  sourceOf,
  type Type,
} from './package-group-oracle';

const types: readonly Type[] = ['EXTERNAL_UPSTREAM', 'INTERNAL_UPSTREAM', 'PUBLISH'];

/** All texts of up to so many of some characters. */
function textsOf(characters: readonly string[], longest: number): string[] {
  if (longest === 0) return [''];
  const shorter = textsOf(characters, longest - 1);
  return ['', ...shorter.flatMap((text) => characters.map((character) => character + text))];
}

const packagesOf = (namespaces: readonly string[], names: readonly string[]): PlainPackage[] =>
  namespaces.flatMap((namespace) => names.filter(Boolean).map((name) => ['npm', namespace, name] as const));

const plainLetters = ['a', '-', '.'];
const texts = [...new Set(textsOf(plainLetters, 3))];

/** Wide enough that two patterns made of up to two letters in each part are of different packages. */
const universe: readonly PlainPackage[] = [...packagesOf(texts, texts), ['pypi', '', 'x']];

/** A pattern of up to two letters in its namespace and in its name. */
const part = (letters: readonly string[]) =>
  fc.array(fc.constantFrom(...letters), { minLength: 1, maxLength: 2 }).map((some) => some.join(''));
const isWord = (text: string): boolean => /[\p{L}\p{N}\p{M}]$/u.test(text);
const cut = (text: string): string => `${text}${isWord(text) ? '~' : '*'}`;
const anyPattern = (letters: readonly string[]): fc.Arbitrary<string> => {
  const some = part(letters);
  const namespace = fc.oneof(fc.constant(''), some);
  return fc.oneof(
    fc.constantFrom('/npm/*', '/pypi/*'),
    namespace.map((text) => `/npm/${text}/*`),
    some.map((text) => `/npm/${cut(text)}`),
    fc.tuple(namespace, some).map(([text, name]) => `/npm/${text}/${cut(name)}`),
    fc.tuple(namespace, some).map(([text, name]) => `/npm/${text}/${name}$`),
  );
};

const manyLetters = ['a', 'A', 'а', 's', 'ß', '-', '.', '_', '1', '\u0301', '@'];
const anyPatterns = (letters: readonly string[]) => fc.uniqueArray(anyPattern(letters), { maxLength: 12 });
const anyPackage = (letters: readonly string[]): fc.Arbitrary<PlainPackage> => {
  const text = fc.array(fc.constantFrom(...letters), { minLength: 1, maxLength: 4 }).map((some) => some.join(''));
  return fc
    .tuple(fc.constantFrom('npm', 'npm', 'npm', 'ruby'), fc.oneof(fc.constant(''), text), text)
    .map(([format, namespace, name]) => [format, format === 'npm' ? namespace : '', name] as const);
};

const coordinates = ([format, namespace, name]: PlainPackage): PackageCoordinates => ({
  format: format as PackageFormat,
  ...(namespace === '' ? {} : { namespace }),
  package: name,
});
const pathOf = (item: PlainPackage): string => `/${item.join('/')}`;
const worldOf = (patterns: readonly string[]): GroupWorld => new GroupWorld().create(...patterns);

describe('association', () => {
  test('GRP-56 GRP-57 GRP-61 GRP-63 GRP-68 GRP-72 GRP-73 GRP-80: a package belongs to the first in order', () => {
    fc.assert(
      fc.property(
        anyPatterns(manyLetters),
        fc.array(anyPackage(manyLetters), { minLength: 20, maxLength: 20 }),
        (patterns, items) => {
          const made = worldOf(patterns);
          for (const item of items)
            expect(made.associated(pathOf(item))).toBe(groupOf(['/*', ...patterns], item).join(' '));
        },
      ),
      { numRuns: 200 },
    );
  });

  test('GRP-33 GRP-73: it is the same in whatever order the groups were created', () => {
    fc.assert(
      fc.property(
        anyPatterns(manyLetters).chain((patterns) =>
          fc.tuple(
            fc.constant(patterns),
            fc.shuffledSubarray(patterns, { minLength: patterns.length }),
            fc.array(anyPackage(manyLetters), { maxLength: 10 }),
          ),
        ),
        ([patterns, shuffled, items]) => {
          const [one, other] = [worldOf(patterns), worldOf(shuffled)];
          expect(other.call('ListPackageGroups', { domain: 'my-domain' })).toEqual(
            one.call('ListPackageGroups', { domain: 'my-domain' }),
          );
          for (const item of items) expect(other.associated(pathOf(item))).toBe(one.associated(pathOf(item)));
        },
      ),
      { numRuns: 100 },
    );
  });

  test('GRP-68 GRP-69: what matches strongly matches weakly, so that no strong match is overlooked', () => {
    fc.assert(
      fc.property(anyPattern(manyLetters), anyPackage(manyLetters), (pattern, item) => {
        const expected = matchesStrongly(pattern, item) && pattern !== '/*' ? `${pattern} STRONG` : undefined;
        const found = worldOf([pattern]).associated(pathOf(item));
        if (expected) expect(found).toBe(expected);
        else expect(found).not.toBe(`${pattern} STRONG`);
      }),
      { numRuns: 500 },
    );
  });
});

/** Groups with modes and lists; the root is among them and inherits nothing. */
const anyGroups = (
  letters: readonly string[],
  repositories: readonly string[],
): fc.Arbitrary<Map<string, PlainGroup>> => {
  const mode = fc.constantFrom<Mode>('INHERIT', 'INHERIT', 'ALLOW', 'BLOCK', 'ALLOW_SPECIFIC_REPOSITORIES');
  const list = fc.subarray([...repositories]);
  const byType = <V>(value: fc.Arbitrary<V>) =>
    fc.record({ EXTERNAL_UPSTREAM: value, INTERNAL_UPSTREAM: value, PUBLISH: value });
  const group = (pattern: string, modes: fc.Arbitrary<Mode>): fc.Arbitrary<PlainGroup> =>
    fc.record({ pattern: fc.constant(pattern), modes: byType(modes), lists: byType(list) });
  return fc
    .uniqueArray(anyPattern(letters), { maxLength: 6 })
    .chain((patterns) =>
      fc.tuple(
        group(
          '/*',
          mode.filter((each) => each !== 'INHERIT'),
        ),
        ...patterns.map((pattern) => group(pattern, mode)),
      ),
    )
    .map((groups) => new Map(groups.map((each) => [each.pattern, each])));
};

/** Creates the groups by the API. */
function groupIn(made: GroupWorld, groups: ReadonlyMap<string, PlainGroup>): GroupWorld {
  for (const { pattern, modes, lists } of groups.values()) {
    const restriction = (type: Type) => (modes[type] === 'ALLOW_SPECIFIC_REPOSITORIES' ? lists[type] : modes[type]);
    made.groups({ [pattern]: Object.fromEntries(types.map((type) => [type, restriction(type)])) });
  }
  return made;
}

describe('hierarchy', () => {
  test('GRP-81 GRP-82 GRP-84 GRP-118: groups are a tree, in which the parent is the smallest that has all', () => {
    fc.assert(
      fc.property(anyPatterns(plainLetters), (patterns) => {
        const made = worldOf(patterns);
        const all = ['/*', ...patterns];
        for (const pattern of all) {
          expect(made.group(pattern).parent?.pattern).toBe(ancestorsOf(all, pattern, universe)[0]);
          const children = made.call('ListSubPackageGroups', { domain: 'my-domain', packageGroup: pattern });
          const own = all.filter((other) => ancestorsOf(all, other, universe)[0] === pattern).sort();
          expect(children.packageGroups!.map((each) => each.pattern)).toEqual(own);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('GRP-26 GRP-27: to delete a group is as if it had never been', () => {
    fc.assert(
      fc.property(
        anyPatterns(manyLetters),
        anyPattern(manyLetters),
        fc.array(anyPackage(manyLetters)),
        (patterns, gone, items) => {
          const others = patterns.filter((pattern) => pattern !== gone);
          const [made, never] = [worldOf([...others, gone]), worldOf(others)];
          made.call('DeletePackageGroup', { domain: 'my-domain', packageGroup: gone });
          for (const item of items) expect(made.associated(pathOf(item))).toBe(never.associated(pathOf(item)));
          const list = (world: GroupWorld) => world.call('ListPackageGroups', { domain: 'my-domain' });
          expect(list(made)).toEqual(list(never));
        },
      ),
      { numRuns: 100 },
    );
  });

  test('GRP-88 GRP-89 GRP-90 GRP-91 GRP-92 GRP-94: modes take effect along the tree', () => {
    fc.assert(
      fc.property(anyGroups(plainLetters, ['my-repo', 'other']), (groups) => {
        const made = groupIn(new GroupWorld('other'), groups);
        for (const { pattern, modes, lists } of groups.values()) {
          const { restrictions } = made.group(pattern).originConfiguration!;
          for (const type of types) {
            const source = sourceOf(groups, pattern, type, universe);
            const { mode, effectiveMode, inheritedFrom, repositoriesCount } = restrictions![type]!;
            expect([mode, effectiveMode]).toEqual([modes[type], source.modes[type]]);
            expect(effectiveMode).not.toBe('INHERIT');
            expect(inheritedFrom?.pattern).toBe(modes[type] === 'INHERIT' ? source.pattern : undefined);
            const own = modes[type] === 'ALLOW_SPECIFIC_REPOSITORIES' ? lists[type] : [];
            expect(repositoriesCount).toBe(own.length);
            expect(made.allowed(pattern, type)).toEqual([...own].sort());
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('lists of packages', () => {
  const anyItems = fc.uniqueArray(anyPackage(manyLetters), { selector: pathOf, maxLength: 15 });
  const filled = (items: readonly PlainPackage[]): GroupWorld => {
    const made = new GroupWorld('other');
    for (const [index, item] of items.entries()) made.hold(pathOf(item), index % 2 === 0 ? 'my-repo' : 'other');
    return made;
  };

  test('GRP-121 GRP-122 GRP-123 GRP-126 GRP-127: those of all groups are the packages, each in one', () => {
    fc.assert(
      fc.property(anyPatterns(manyLetters), anyItems, (patterns, items) => {
        const made = filled(items).create(...patterns);
        const all = ['/*', ...patterns];
        const lists = all.flatMap((pattern) => made.members(pattern).map((path) => ({ pattern, path })));
        for (const { pattern, path } of lists) {
          const item = items.find((each) => pathOf(each) === path.replace(/\?$/, ''))!;
          expect(groupOf(all, item)).toEqual([pattern, path.endsWith('?') ? 'WEAK' : 'STRONG']);
        }
        expect(lists.map(({ path }) => path.replace(/\?$/, '')).sort()).toEqual(items.map(pathOf).sort());
      }),
      { numRuns: 100 },
    );
  });

  test('GRP-124: a preview is what the list is once the group is created', () => {
    fc.assert(
      fc.property(anyPatterns(manyLetters), anyPattern(manyLetters), anyItems, (patterns, pattern, items) => {
        const made = filled(items).create(...patterns.filter((other) => other !== pattern));
        const before = made.state;
        const preview = made.members(pattern, true);
        expect(made.state).toBe(before);
        expect(made.create(pattern).members(pattern)).toEqual(preview);
      }),
      { numRuns: 100 },
    );
  });
});

describe('origin controls', () => {
  const repositories = ['down', 'store'] as const;
  const settings = ['none', 'ALLOW/ALLOW', 'ALLOW/BLOCK', 'BLOCK/ALLOW', 'BLOCK/BLOCK'] as const;
  const item = anyPackage(plainLetters).filter(([format]) => format === 'npm');
  const anyCase = fc.record({
    groups: anyGroups(plainLetters, repositories),
    item,
    down: fc.constantFrom(...settings),
    store: fc.constantFrom(...settings),
  });

  /** `down` has the upstream `store`, which has a connection; settings are those of the records, if there are any. */
  function chain(
    groups: ReadonlyMap<string, PlainGroup>,
    own: Readonly<Record<'down' | 'store', (typeof settings)[number]>>,
    of: PlainPackage,
  ) {
    const made = new GroupWorld('store');
    made.connect('public:npmjs', 'store');
    made.repository('down', 'store');
    groupIn(made, groups);
    const path = pathOf(of);
    made.offer('public:npmjs', coordinates(of), '1.0.0');
    for (const repository of repositories) {
      const setting = own[repository];
      if (setting !== 'none') made.restrict(made.of(path, repository), setting);
    }
    return made;
  }
  const status = (act: () => unknown): number => {
    try {
      act();
      return 200;
    } catch {
      return 0;
    }
  };

  test('ORG-37 ORG-40 ORG-44: a publication is let by package, group and the strength of their bond', () => {
    fc.assert(
      fc.property(anyCase, ({ groups, item: of, ...own }) => {
        const made = chain(groups, own, of);
        for (const repository of repositories) {
          const allowed = lets(groups, of, 'PUBLISH', repository, universe) && !own[repository].startsWith('BLOCK');
          const target = made.of(pathOf(of), repository);
          if (allowed) made.publish(target, '2.0.0');
          else expect(made.refusedPublish(target, '2.0.0').status).toBe(403);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('ORG-37 ORG-39 ORG-41 ORG-42 ORG-43: so are ingestion and retention, each by its own type', () => {
    fc.assert(
      fc.property(anyCase, ({ groups, item: of, ...own }) => {
        const reads = (repository: 'down' | 'store', type: Type): boolean =>
          lets(groups, of, type, repository, universe) && !own[repository].endsWith('BLOCK');
        const ingests = reads('store', 'EXTERNAL_UPSTREAM');
        const retains = reads('down', 'INTERNAL_UPSTREAM');
        for (const [repository, had] of [
          ['store', ingests],
          ['down', ingests && retains],
        ] as const) {
          const made = chain(groups, own, of);
          const target = made.of(pathOf(of), repository);
          expect(made.listed(target)).toEqual(had ? ['1.0.0'] : []);
          expect(status(() => made.install(target, '1.0.0')) === 200).toBe(had);
        }
        const made = chain(groups, { ...own, store: 'ALLOW/BLOCK' }, of);
        const assets = [{ name: 'package.tgz', size: 1, hashes: digests }];
        const fact = { type: 'stored version', version: '3.0.0', assets } as const;
        made.learn({ ...fact, ...made.of(pathOf(of), 'store') });
        const target = made.of(pathOf(of), 'down');
        expect(made.listed(target)).toEqual(retains ? ['3.0.0'] : []);
        expect(status(() => made.install(target, '3.0.0')) === 200).toBe(retains);
      }),
      { numRuns: 150 },
    );
  });

  test('ORG-26 ORG-27 ORG-28 ORG-29 ORG-30 ORG-31: the settings of a new record are open unless its group is', () => {
    fc.assert(
      fc.property(anyCase, ({ groups, item: of }) => {
        const made = chain(groups, { down: 'none', store: 'none' }, of);
        const [pattern, strength] = groupOf([...groups.keys()], of);
        const isOpen =
          strength === 'STRONG' &&
          types.every((type) => sourceOf(groups, pattern, type, universe).modes[type] === 'ALLOW');
        const down = made.of(pathOf(of), 'down');
        if (status(() => made.install(down, '1.0.0')) === 200) {
          expect([made.settings(down), made.settings(made.of(pathOf(of), 'store'))]).toEqual(
            isOpen ? ['BLOCK/ALLOW', 'BLOCK/ALLOW'] : ['ALLOW/ALLOW', 'ALLOW/ALLOW'],
          );
        }
        const here = made.of(pathOf(of));
        if (status(() => made.publish(here, '2.0.0')) === 200) {
          expect(made.settings(here)).toBe(isOpen ? 'ALLOW/BLOCK' : 'ALLOW/ALLOW');
        }
      }),
      { numRuns: 150 },
    );
  });

  const digests = {
    MD5: '0'.repeat(32),
    'SHA-1': '0'.repeat(40),
    'SHA-256': '0'.repeat(64),
    'SHA-512': '0'.repeat(128),
  };
});
