import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { metadataIn } from '../../../../src/adapters/endpoints/pypi/distribution';
import { sdistOf, tarballOf, wheelOf } from './distributions';

const encoder = new TextEncoder();
const info = 'Name: hello\n';
const zipOf = (name: string) => zipSync({ [name]: encoder.encode(info), 'a/b/PKG-INFO': encoder.encode('Name: b') });

describe('the metadata of a distribution', () => {
  test.each([
    ['hello-1.0-py3-none-any.whl', wheelOf(info)],
    ['hello-1.0.tar.gz', sdistOf(info)],
    ['hello-1.0.tgz', sdistOf(info, './hello-1.0')],
    ['hello-1.0.zip', zipOf('hello-1.0/PKG-INFO')],
    ['hello-1.0.egg', zipOf('EGG-INFO/PKG-INFO')],
  ])('is read from inside a %s', async (filename, bytes) => {
    expect(Object.fromEntries((await metadataIn(filename, await bytes))!)).toEqual({ name: ['hello'] });
  });

  test.each([
    ['hello-1.0.tar.gz', tarballOf({ 'hello-1.0/setup.py': '' })],
    ['hello-1.0.zip', zipOf('setup.py')],
    ['hello-1.0.egg', zipOf('x')],
    ['hello-1.0.tar.bz2', encoder.encode('BZh9')],
    ['hello-1.0.exe', encoder.encode('MZ')],
  ])('is not known of a %s without', async (filename, bytes) => {
    expect(await metadataIn(filename, await bytes)).toBeUndefined();
  });

  test.each([
    ['a wheel without METADATA', 'a.whl', zipOf('hello.py')],
    [
      'a wheel with two',
      'a.whl',
      zipSync({ 'a.dist-info/METADATA': encoder.encode(''), 'b.dist-info/METADATA': encoder.encode('') }),
    ],
    ['a wheel that is no zip', 'a.whl', encoder.encode('PK')],
    ['a wheel that is a tarball', 'a.whl', sdistOf(info)],
    ['a source distribution that is a wheel', 'a.tar.gz', wheelOf(info)],
    ['one that is gzip, but no tar', 'a.tgz', tarballOf({}).then((bytes) => bytes.slice(0, 12))],
    ['an egg that is none', 'a.egg', encoder.encode('')],
    ['a bzip2 that is none', 'a.tar.bz2', wheelOf(info)],
  ])('%s is refused with 400', async (_, filename, bytes) => {
    await expect(metadataIn(filename, await bytes)).rejects.toMatchObject({ status: 400 });
  });
});
