import fc from 'fast-check';
import { expect, test } from 'vitest';
import { swift } from '../../src/formats/swift';
import { anyText } from './texts';

test('PKG-26: name and scope are stored in lower case, versions as given', () => {
  expect(swift.normalizeName('myPackage')).toBe('mypackage');
  expect(swift.normalizeNamespace('myScope')).toBe('myscope');
  expect(swift.normalizeName('myPackage')).toBe('mypackage');
  fc.assert(fc.property(anyText, (version) => swift.normalizeVersion(version) === version));
});

test.each(['mona', 'a-b-c', 'A', '1', '0a', 'a'.repeat(39), `a${'-b'.repeat(19)}`])(
  'SWF-07: %s is a scope',
  (scope) => {
    expect(swift.namespaceFault(scope)).toBeUndefined();
  },
);

test.each(['-a', 'a-', 'a--b', 'a_b', 'a'.repeat(40), '', 'a.b', '@a', 'é', 'a\n', '-', `a${'-b'.repeat(20)}`])(
  'SWF-07: %j is none',
  (scope) => {
    expect(swift.namespaceFault(scope)?.id).toBe('SWF-07');
  },
);

test.each(['LinkedList', 'linked_list-2', 'a', '1', 'a'.repeat(100), `ab${'_c'.repeat(49)}`])(
  'SWF-08: %s is a name',
  (name) => {
    expect(swift.nameFault(name)).toBeUndefined();
  },
);

test.each(['_a', 'a_', '-a', 'a-', 'a-_b', 'a__b', 'a--b', 'a'.repeat(101), '', 'a.b', 'é', 'a\n', '__proto__'])(
  'SWF-08: %j is none',
  (name) => {
    expect(swift.nameFault(name)?.id).toBe('SWF-08');
  },
);

test('SWF-10: the asset is the archive, in lower case', () => {
  const linkedList = { format: 'swift', namespace: 'mona', package: 'LinkedList' } as const;
  expect(swift.assetName?.(linkedList, '1.1.1')).toBe('linkedlist-1.1.1.zip');
  expect(swift.assetName?.(linkedList, '1.1.1-RC.1')).toBe('linkedlist-1.1.1-rc.1.zip');
});

test('VER-11: a swift package is displayed with its scope, as given', () => {
  const coordinates = { format: 'swift', namespace: 'myScope', package: 'myPackage' } as const;
  expect(swift.displayName(coordinates)).toBe('myScope.myPackage');
});
