import { describe, expect, test } from 'vitest';
import { Estate, subjects } from '../laws/support';

describe('another text for the same version', () => {
  const graph = { r0: ['store'], store: 'public:nuget-org' } as const;

  test('NUG-05: a stored version is found and retained under the text that it has', () => {
    const estate = new Estate(graph, subjects.nuget);
    estate.hold('store', '1.0');
    expect(estate.get('r0', '1.0.0', 'newtonsoft.json.1.0.nupkg')).toBe('store');
    expect(estate.stored('r0')).toEqual(['1.0']);
  });

  test('NUG-05: so is a public one', () => {
    const estate = new Estate(graph, subjects.nuget);
    estate.offer('public:nuget-org', '1.0-Beta');
    expect(estate.get('r0', '1.0.0-beta', 'newtonsoft.json.1.0-Beta.nupkg')).toBe('public:nuget-org');
    expect(estate.holders('1.0-Beta')).toEqual(['r0', 'store']);
    expect(estate.list('r0')).toEqual(['1.0-Beta']);
  });

  test('NUG-05 PUB-47 EXT-35: so a version that is public under another text cannot be published', () => {
    const estate = new Estate(graph, subjects.nuget);
    estate.offer('public:nuget-org', '1.0');
    expect(estate.publish('r0', '1.0.0')).toBe(409);
    expect(estate.publish('r0', '1.0.1')).toBe(200);
  });
});

test('CRG-05: build metadata makes no other version', () => {
  const estate = new Estate({ repo: ['store'], store: 'public:crates-io' }, subjects.cargo);
  estate.offer('public:crates-io', '1.0.7');
  estate.hold('repo', '2.0.0+one');
  expect(estate.publish('repo', '1.0.7+extra')).toBe(409);
  expect(estate.publish('repo', '2.0.0+two')).toBe(409);
  expect(estate.get('repo', '1.0.7+extra', 'serde-1.0.7.crate')).toBe('public:crates-io');
  expect(estate.stored('repo')).toEqual(['1.0.7', '2.0.0+one']);
});

test('VER-18 RES-20: of two texts for one version the nearer record is listed', () => {
  const estate = new Estate({ repo: ['store'], store: 'public:nuget-org' }, subjects.nuget);
  estate.hold('repo', '1.0');
  estate.hold('store', '1.0.0');
  estate.offer('public:nuget-org', '1.0.0.0');
  expect(estate.list('repo')).toEqual(['1.0']);
  expect(estate.list('store')).toEqual(['1.0.0']);
});
