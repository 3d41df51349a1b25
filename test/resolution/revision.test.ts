import { expect, test } from 'vitest';
import { byName, isSameMetadata, revisionOf } from '../../src/resolution/revision';
import { contentOf } from '../support';

const assets = [{ name: 'a', ...contentOf('x') }];
const revision = (namespace?: string) => revisionOf({ format: 'npm', namespace, package: 'p' }, '1.0.0', assets, {});

test('VER-20: every coordinate has a part in the revision, the namespace too', () => {
  const others = [
    revisionOf({ format: 'maven', package: 'p' }, '1.0.0', assets, {}),
    revisionOf({ format: 'npm', package: 'q' }, '1.0.0', assets, {}),
    revisionOf({ format: 'npm', package: 'p' }, '1.0.1', assets, {}),
    revision('a'),
    revision('b'),
  ];
  expect(new Set([revision(), ...others]).size).toBe(6);
  expect(revision()).toHaveLength(44);
});

test('VER-20 VER-21: metadata has a part in it, in whatever order its members were written', () => {
  const of = (metadata: object) => revisionOf({ format: 'npm', package: 'p' }, '1.0.0', assets, metadata);
  expect(of({ summary: 'a', homePage: 'b' })).toBe(of({ homePage: 'b', summary: 'a' }));
  expect(of({ summary: 'a' })).not.toBe(of({ summary: 'b' }));
  expect(of({ summary: undefined })).toBe(of({}));
});

test('EVT-14: metadata is the same when it says the same, wherever it lies', () => {
  expect(isSameMetadata({ summary: 'a', homePage: 'b' }, { homePage: 'b', summary: 'a' })).toBe(true);
  expect(isSameMetadata({ summary: 'a' }, { summary: 'b' })).toBe(false);
  expect(isSameMetadata({ summary: 'a' }, {})).toBe(false);
});

test('LST-42: assets come by name, by code unit', () => {
  const named = ['b', 'B', 'a', 'ä'].map((name) => ({ name, ...contentOf(name) }));
  expect(byName(named).map(({ name }) => name)).toEqual(['B', 'a', 'b', 'ä']);
});
