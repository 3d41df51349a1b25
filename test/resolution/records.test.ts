import { expect, test } from 'vitest';
import type { Asset } from '../../src/model/state';
import { Estate, subjects } from '../laws/support';
import { contentOf } from '../support';

const bytes = (name: string, letter: string, size: number): Asset => ({ name, ...contentOf(letter.repeat(size)) });
const x = (name = 'x.jar'): Asset => bytes(name, 'x', 100);
const y = (name = 'y.jar'): Asset => bytes(name, 'y', 50);
const q = { package: 'q' };

/** Copies p 1.0 of the package from one repository to another. */
const copy = (estate: Estate, sourceRepository: string, destinationRepository: string, allowOverwrite = false) =>
  estate.call('CopyPackageVersions', {
    domain: 'my-domain',
    sourceRepository,
    destinationRepository,
    ...estate.subject,
    versions: ['1.0'],
    allowOverwrite,
  });

test('DED-T1, DED-01, DED-02, DED-03, DED-07, DED-08, DED-09, DED-11, DOM-22: the stored bytes, step by step', () => {
  const estate = new Estate({ A0: [], B0: [] }, subjects.maven);
  const other = { ...estate.in('B0'), ...q };
  const steps: [() => unknown, number][] = [
    [() => estate.publish('A0', '1.0', [x()]), 100],
    [() => estate.ask('Publish', { ...other, version: '1.0', assets: [x('other.jar')] }), 100],
    [() => copy(estate, 'A0', 'B0'), 100],
    [() => estate.publish('A0', '1.1', [y()]), 150],
    [() => estate.setStatus('A0', '1.1', 'Archived'), 150],
    [() => estate.delete('A0', '1.0'), 150],
    [() => estate.delete('B0', '1.0'), 150],
    [() => estate.call('DeletePackageVersions', { ...other, versions: ['1.0'] }), 50],
    [() => estate.dispose('A0', '1.1'), 0],
  ];
  for (const [index, [step, size]] of steps.entries()) {
    step();
    expect(estate.size(), `step ${index + 1}`).toBe(size);
  }
});

test('DED-01 DED-02: retention and copying store no bytes', () => {
  const estate = new Estate({ down: ['up'], up: [], other: [] }, subjects.maven);
  estate.publish('up', '1.0', [x(), y()]);
  estate.get('down', '1.0', 'x.jar');
  copy(estate, 'up', 'other');
  expect(estate.holders('1.0')).toEqual(['down', 'other', 'up']);
  expect(estate.size()).toBe(150);
});

test('DED-03: the same content counts once, whatever its name, package, version or format', () => {
  const estate = new Estate({ repo: [] }, subjects.maven);
  estate.publish('repo', '1.0', [x('a.jar'), x('b.jar')]);
  estate.publish('repo', '2.0', [x('c.jar')]);
  estate.ask('Publish', { ...estate.in('repo'), ...q, version: '1.0', assets: [x()] });
  const npm = { domain: 'my-domain', repository: 'repo', ...subjects.npm, version: '1.0.0' };
  expect(estate.ask('Publish', { ...npm, assets: [x('package.tgz')] }).ok).toBe(true);
  expect(estate.size()).toBe(100);
  estate.publish('repo', '3.0', [bytes('x.jar', 'z', 100)]); // the same name and size
  expect(estate.size()).toBe(200);
});

test('DED-03 DED-08 DED-12: content that a version has under two names goes with the last of them', () => {
  const estate = new Estate({ repo: [], other: [] }, subjects.maven);
  estate.publish('repo', '1.0', [x('a.jar')]);
  estate.publish('other', '1.0', [x('a.jar'), x('b.jar')]);
  estate.publish('other', '1.0', [y('c.jar')]);
  expect(estate.size()).toBe(150);
  copy(estate, 'repo', 'other', true);
  expect(estate.size()).toBe(100);
  for (const repository of ['repo', 'other']) estate.delete(repository, '1.0');
  expect(estate.size()).toBe(0);
});

test('DED-08 DED-12: what a change of a version keeps goes when the version goes, and not before', () => {
  const estate = new Estate({ repo: [], other: [] }, subjects.maven);
  estate.publish('repo', '1.0', [x()]);
  estate.publish('repo', '1.0', [y()]);
  expect(estate.size()).toBe(150);
  estate.setStatus('repo', '1.0', 'Archived');
  estate.publish('other', '1.0', [x()]);
  copy(estate, 'repo', 'other', true);
  expect(estate.size()).toBe(150);
  estate.delete('repo', '1.0');
  expect(estate.size()).toBe(150);
  estate.delete('other', '1.0');
  expect(estate.size()).toBe(0);
});

test('DED-05: domains share nothing', () => {
  const estate = new Estate({ repo: [] }, subjects.maven);
  estate.publish('repo', '1.0', [x()]);
  const other = { domain: 'other-domain', repository: 'repo' };
  estate.call('CreateDomain', { domain: 'other-domain' });
  estate.call('CreateRepository', other);
  estate.ask('Publish', { ...other, ...estate.subject, version: '1.0', assets: [x()] });
  const size = (domain: string) => estate.call('DescribeDomain', { domain }).domain?.assetSizeBytes;
  expect([size('my-domain'), size('other-domain')]).toEqual([100, 100]);
  estate.delete('repo', '1.0');
  expect([size('my-domain'), size('other-domain')]).toEqual([0, 100]);
});

test('DED-06: ingestion adds the bytes once, though two repositories record the version', () => {
  const estate = new Estate({ repo: ['store'], store: 'public:npmjs' });
  estate.offer('public:npmjs', '1.0.0', { of: [x('package.tgz')] });
  expect(estate.size()).toBe(0);
  estate.ask('ReadAsset', { ...estate.in('repo'), version: '1.0.0', asset: 'package.tgz' });
  expect(estate.holders('1.0.0')).toEqual(['repo', 'store']);
  expect(estate.size()).toBe(100);
});

test('DED-07 DED-09: deleting or disposing a version in one repository leaves the others serving', () => {
  for (const remove of ['delete', 'dispose'] as const) {
    const estate = new Estate({ down: ['up'], up: [] }, subjects.maven);
    estate.publish('up', '1.0');
    estate.get('down', '1.0');
    const size = estate.size();
    estate[remove]('up', '1.0');
    expect(estate.get('up', '1.0')).toBe(404);
    expect(estate.get('down', '1.0')).toBe('up');
    expect(estate.size()).toBe(size);
    estate[remove]('down', '1.0');
    expect(estate.size()).toBe(0);
  }
});

test.each(['Archived', 'Unlisted', 'Published'] as const)('DED-11: a version that is %s counts', (status) => {
  const estate = new Estate({ repo: [] }, subjects.maven);
  estate.publish('repo', '1.0', [x()], { unfinished: true });
  expect(estate.size()).toBe(100); // Unfinished
  estate.setStatus('repo', '1.0', status);
  expect(estate.size()).toBe(100);
});

test('DED-12: deleting a repository or a package, and an overwriting copy, drop what they delete or replace', () => {
  const estate = new Estate({ repo: [], gone: [], other: [] }, subjects.maven);
  estate.publish('gone', '1.0', [x()]);
  expect(estate.size()).toBe(100);
  estate.deleteRepository('gone');
  expect(estate.size()).toBe(0);
  estate.publish('repo', '1.0', [x()]);
  estate.publish('repo', '2.0', [y()]);
  estate.call('DeletePackage', estate.in('repo'));
  expect(estate.size()).toBe(0);
  estate.publish('repo', '1.0', [x()]);
  estate.publish('other', '1.0', [y()]);
  expect(estate.size()).toBe(150);
  copy(estate, 'repo', 'other', true);
  expect(estate.size()).toBe(100);
});

test('DED-14: only assets count, not what is known from inside a package, nor tags', () => {
  const estate = new Estate({ repo: [] });
  const metadata = { readme: 'r'.repeat(1000), summary: 's'.repeat(1000) };
  estate.publish('repo', '1.0.0', [x('package.tgz')], { metadata, tags: ['latest', 'other'] });
  estate.call('TagResource', {
    resourceArn: 'arn:aws:codeartifact:us-west-2:111122223333:repository/my-domain/repo',
    tags: [{ key: 'key', value: 'value' }],
  });
  expect(estate.size()).toBe(100);
});

test('DED-16: deleted content comes back by no operation', () => {
  const estate = new Estate({ repo: [], other: [] }, subjects.maven);
  estate.publish('repo', '1.0', [x()]);
  estate.publish('repo', '2.0', [y()]);
  estate.delete('repo', '1.0');
  const versions = ['1.0'];
  const input = { ...estate.in('repo'), versions };
  const notFound = { failedVersions: { '1.0': { errorCode: 'NOT_FOUND' } } };
  expect(estate.call('UpdatePackageVersionsStatus', { ...input, targetStatus: 'Published' })).toMatchObject(notFound);
  expect(copy(estate, 'repo', 'other')).toMatchObject(notFound);
  expect(estate.get('repo', '1.0', 'x.jar')).toBe(404);
  estate.dispose('repo', '2.0');
  expect(() => estate.setStatus('repo', '2.0', 'Published')).toThrow();
  expect(estate.publish('repo', '2.0', [y()])).toBe(409);
  expect(estate.size()).toBe(0);
});
