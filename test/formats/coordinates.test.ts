import { expect, test } from 'vitest';
import {
  coordinatesFault,
  namespacePresenceFault,
  requestedCoordinates,
  requestedVersion,
  storedCoordinates,
} from '../../src/formats/coordinates';

test.each([
  ['PKG-20', { format: 'pypi', package: 'Pigeon_CLI' }, { format: 'pypi', package: 'pigeon-cli' }],
  ['PKG-22', { format: 'nuget', package: 'Newtonsoft.Json' }, { format: 'nuget', package: 'newtonsoft.json' }],
  [
    'PKG-26',
    { format: 'swift', namespace: 'myScope', package: 'myPackage' },
    { format: 'swift', namespace: 'myscope', package: 'mypackage' },
  ],
  ['PKG-19', { format: 'npm', namespace: 'A', package: 'AsyncStorage' }, undefined],
  ['PKG-19', { format: 'npm', package: '__proto__' }, undefined],
  ['PKG-19', { format: 'maven', namespace: 'Com.x', package: 'A_b' }, undefined],
  ['PKG-19', { format: 'generic', namespace: '__proto__', package: 'A.b' }, undefined],
  ['PKG-19', { format: 'ruby', package: 'My_Gem' }, undefined],
  ['PKG-19', { format: 'cargo', package: 'Foo' }, undefined],
] as const)('%s: what is stored for %j', (_, given, stored) => {
  expect(storedCoordinates(given)).toStrictEqual(stored ?? given); // strictly: no member `namespace` where none is
});

test('PKG-19, PKG-20, PKG-22, PKG-26: the stored form of stored coordinates is the same', () => {
  const swift = storedCoordinates({ format: 'swift', namespace: 'A', package: 'B' });
  expect(storedCoordinates(swift)).toStrictEqual(swift);
});

test('PKG-21: the API looks up a pypi package by the text given', () => {
  const given = { format: 'pypi', package: 'pigeon_cli' } as const;
  expect(requestedCoordinates(given)).toStrictEqual(given);
});

test('PKG-24: the API looks up a nuget package and version by the normalised texts', () => {
  expect(requestedCoordinates({ format: 'nuget', package: 'Newtonsoft.JSON' }).package).toBe('newtonsoft.json');
  expect(requestedVersion('nuget', '12.0.03.0')).toBe('12.0.3');
});

test('PKG-27: the API looks up a swift package by the normalised texts, and its version as given', () => {
  expect(requestedCoordinates({ format: 'swift', namespace: 'myScope', package: 'myPackage' })).toStrictEqual({
    format: 'swift',
    namespace: 'myscope',
    package: 'mypackage',
  });
  expect(requestedVersion('swift', '1.0.0-RC')).toBe('1.0.0-RC');
});

test('PKG-12, PKG-14: a namespace must be there where it is required, and must not where there is none', () => {
  expect(namespacePresenceFault({ format: 'maven', package: 'a' })?.id).toBe('PKG-12');
  expect(namespacePresenceFault({ format: 'maven', namespace: 'a b', package: 'a' })).toBeUndefined();
  expect(namespacePresenceFault({ format: 'cargo', namespace: '', package: 'a' })?.id).toBe('PKG-14');
  expect(namespacePresenceFault({ format: 'cargo', package: 'a' })).toBeUndefined();
  expect(namespacePresenceFault({ format: 'npm', package: 'a' })).toBeUndefined();
  expect(namespacePresenceFault({ format: 'npm', namespace: 'a', package: 'a' })).toBeUndefined();
});

test('the first fault is reported: presence, then namespace, then name', () => {
  expect(coordinatesFault({ format: 'swift', package: 'a_' })?.id).toBe('PKG-12');
  expect(coordinatesFault({ format: 'swift', namespace: 'a_', package: 'a_' })?.id).toBe('SWF-07');
  expect(coordinatesFault({ format: 'swift', namespace: 'a', package: 'a_' })?.id).toBe('SWF-08');
  expect(coordinatesFault({ format: 'swift', namespace: 'a', package: 'a' })).toBeUndefined();
});

test('PKG-15: an @ before a namespace is part of it', () => {
  expect(storedCoordinates({ format: 'npm', namespace: '@types', package: 'react' }).namespace).toBe('@types');
  expect(coordinatesFault({ format: 'npm', namespace: '@types', package: 'react' })).toBeUndefined();
});
