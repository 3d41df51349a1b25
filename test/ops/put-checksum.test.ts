import { describe, expect, test } from 'vitest';
import { request } from '../../src/core';
import type { PackageVersion } from '../../src/model/state';
import type { PutChecksumInput } from '../../src/ops/put-checksum';
import { contentOf, context } from '../support';
import { PackageWorld, packages } from './packages-support';

const of = packages.maven;
const jar = 'p-1.0.jar';
const algorithms = ['MD5', 'SHA-1', 'SHA-256', 'SHA-512'] as const;
const digestOf = (text: string, algorithm: (typeof algorithms)[number] = 'MD5') => contentOf(text).hashes[algorithm]!;

const checksum = (digest: string, more: Partial<PutChecksumInput> = {}): PutChecksumInput => ({
  ...of,
  version: '1.0',
  asset: jar,
  algorithm: 'MD5',
  digest,
  ...more,
});

/** A world in which version 1.0 is Unfinished, with a jar and a pom. */
function unfinished(): PackageWorld {
  const made = new PackageWorld();
  for (const name of [jar, 'p-1.0.pom']) made.publish(of, '1.0', { assets: { [name]: name }, unfinished: true });
  made.events();
  return made;
}

const finish = { assets: { 'maven-metadata.xml': '<metadata/>' }, completes: ['1.0'] };

/** Sends a checksum that does not fit, and keeps what is remembered of it. */
function mismatch(made: PackageWorld, input: PutChecksumInput): void {
  const result = request(made.state, 'PutChecksum', input, { ...context, now: made.now });
  expect(result).toMatchObject({ ok: false, error: { name: 'ValidationException', status: 400 } });
  made.state = result.state;
}

const stored = (made: PackageWorld): PackageVersion =>
  [...[...made.state.domains.values()][0]!.repositories.values()]
    .flatMap(({ versions }) => [...versions.values()])
    .find(({ version }) => version === '1.0')!;

test.each(algorithms)('MVN-29, MVN-26: the right %s is a success, and stores nothing', (algorithm) => {
  const made = unfinished();
  const { state } = made;
  made.request('PutChecksum', checksum(digestOf(jar, algorithm), { algorithm }));
  expect(made.state).toBe(state);
});

test.each([
  ['MVN-30', (right: string) => right.replace(/^./, (digit) => (digit === '0' ? '1' : '0'))],
  ['MVN-32', (right: string) => right.toUpperCase()],
  ['MVN-30', (right: string) => right.slice(1)],
  ['MVN-30', () => ''],
  ['MVN-30', () => `${jar}: ${digestOf(jar)}`],
])('%s: a digest that differs is refused with 400', (_, wrong) => {
  const made = unfinished();
  mismatch(made, checksum(wrong(digestOf(jar))));
  expect(made.events()).toEqual([]);
});

test('MVN-32: the digest of the documents in capitals', () => {
  expect('909FA780F76DA393E992A3D2D495F468'.toLowerCase()).toBe('909fa780f76da393e992a3d2d495f468');
  mismatch(unfinished(), checksum(digestOf(jar).toUpperCase()));
});

test.each([' {}\n', '{}  p-1.0.jar', '{}\tx', '\r\n{}\r\n', '{} *p-1.0.jar'])('MVN-33: %j', (form) => {
  unfinished().request('PutChecksum', checksum(form.replace('{}', digestOf(jar))));
});

test.each<[string, Partial<PutChecksumInput>]>([
  ['no such asset', { asset: 'p-1.0-sources.jar' }],
  ['no such version', { version: '1.1' }],
  ['no such package', { package: 'other' }],
  ['no metadata file yet', { version: undefined, asset: undefined }],
  ['no metadata file of a snapshot', { version: '1.0-SNAPSHOT', asset: undefined }],
])('MVN-31: %s: 404', (_, more) => {
  const error = unfinished().refusedRequest('PutChecksum', checksum(digestOf(jar), more));
  expect(error).toMatchObject({ name: 'ResourceNotFoundException', status: 404 });
});

describe('MVN-34: what is remembered', () => {
  test('after a mismatch the version is not completed', () => {
    const made = unfinished();
    const before = made.describe(of, '1.0');
    mismatch(made, checksum('0'.repeat(32)));
    expect(made.refusedPublish(of, '1.0', finish)).toMatchObject({ name: 'ValidationException', status: 400 });
    expect(made.describe(of, '1.0')).toEqual(before);
    expect(made.statuses(of)).toEqual({ '1.0': 'Unfinished' });
    expect(made.events()).toEqual([]);
  });

  test('a mismatch that is remembered already leaves the very same state', () => {
    const made = unfinished();
    mismatch(made, checksum('0'.repeat(32)));
    made.refusedRequest('PutChecksum', checksum('1'.repeat(32)));
  });

  test('a version that is completed together with it is not completed either', () => {
    const made = unfinished();
    made.publish(of, '1.1', { assets: { 'p-1.1.jar': 'x' }, unfinished: true });
    mismatch(made, checksum(''));
    const both = { ...finish, completes: ['1.1', '1.0'] };
    expect(made.refusedPublish(of, '1.1', both).status).toBe(400);
    made.publish(of, '1.1', { ...finish, completes: ['1.1'] });
    expect(made.statuses(of)).toEqual({ '1.0': 'Unfinished', '1.1': 'Published' });
  });

  test('a build of a snapshot is not taken over', () => {
    const made = new PackageWorld();
    const build = '1.0-20210728.194552-1';
    const asset = `p-${build}.jar`;
    made.publish(of, build, { assets: { [asset]: 'x' }, unfinished: true });
    mismatch(made, checksum('', { version: build, asset }));
    expect(made.refusedPublish(of, '1.0-SNAPSHOT', { assets: {}, build }).status).toBe(400);
    made.request('PutChecksum', checksum(digestOf('x'), { version: build, asset }));
    made.publish(of, '1.0-SNAPSHOT', { assets: {}, build });
  });
});

describe('recovery', () => {
  test('MVN-35: the right checksum of each asset clears it', () => {
    const made = unfinished();
    const pom = { asset: 'p-1.0.pom', algorithm: 'SHA-1' } as const;
    mismatch(made, checksum(''));
    mismatch(made, checksum('', pom));
    expect(stored(made).mismatched).toEqual([jar, 'p-1.0.pom']);
    made.request('PutChecksum', checksum(digestOf(jar)));
    expect(made.refusedPublish(of, '1.0', finish).status).toBe(400);
    made.request('PutChecksum', checksum(digestOf('p-1.0.pom', 'SHA-1'), pom));
    expect(stored(made)).not.toHaveProperty('mismatched');
    made.publish(of, '1.0', finish);
    expect(made.statuses(of)).toEqual({ '1.0': 'Published' });
  });

  test('MVN-36: so does deletion', () => {
    const made = unfinished();
    mismatch(made, checksum(''));
    made.call('DeletePackageVersions', { ...of, versions: ['1.0'] });
    made.publish(of, '1.0', { assets: { [jar]: jar }, unfinished: true });
    made.publish(of, '1.0', finish);
    expect(made.statuses(of)).toEqual({ '1.0': 'Published' });
  });

  test('STA-28: UpdatePackageVersionsStatus completes it all the same', () => {
    const made = unfinished();
    mismatch(made, checksum(''));
    made.setStatus(of, '1.0', 'Published');
    made.install(of, '1.0', jar);
  });
});

test('MVN-37: on a Published version a wrong checksum changes nothing', () => {
  const made = unfinished();
  made.publish(of, '1.0', finish);
  const error = made.refusedRequest('PutChecksum', checksum(''));
  expect(error).toMatchObject({ name: 'ValidationException', status: 400 });
  made.install(of, '1.0', jar);
});

test('MVN-38: metadata files are compared with what was uploaded last at their path', () => {
  const made = unfinished();
  const own = { version: undefined, asset: undefined };
  const put = (text: string) => made.publish(of, '1.0', { ...finish, assets: { 'maven-metadata.xml': text } });
  put('<metadata/>');
  made.request('PutChecksum', checksum(digestOf('<metadata/>'), own));
  put('<metadata> </metadata>');
  expect(made.refusedRequest('PutChecksum', checksum(digestOf('<metadata/>'), own)).status).toBe(400);
  made.publish(of, '1.0', { assets: { 'p-1.0-sources.jar': 'later' }, unfinished: true });
  made.request('PutChecksum', checksum(digestOf('<metadata> </metadata>'), own));
  const build = '2.0-20210728.194552-1';
  made.publish(of, build, { assets: { [`p-${build}.jar`]: 'x' }, unfinished: true });
  made.publish(of, '2.0-SNAPSHOT', { assets: { 'maven-metadata.xml': 'of 2.0' }, build });
  made.request('PutChecksum', checksum(digestOf('of 2.0'), { version: '2.0-SNAPSHOT', asset: undefined }));
  made.request('PutChecksum', checksum(digestOf('<metadata> </metadata>'), own));
});

test.each<[string, object]>([
  ['asset without version', { version: undefined }],
  ['algorithm', { algorithm: 'SHA-3' }],
  ['algorithm', { algorithm: '__proto__' }],
  ['digest', { digest: 1 }],
  ['version', { version: 1 }],
  ['asset', { asset: null }],
  ['package', { package: undefined }],
  ['format', { format: 'docker' }],
])('ERR-37: a wrong %s is refused: %j', (_, wrong) => {
  const error = unfinished().refusedRequest('PutChecksum', { ...checksum(''), ...wrong } as PutChecksumInput);
  expect(error.name).toBe('ValidationException');
});
