import { describe, expect, test } from 'vitest';
import { projectPage } from '../../../../src/adapters/endpoints/pypi/project-page';
import type { ListedVersion } from '../../../../src/resolution/listing';

const json = 'application/vnd.pypi.simple.v1+json';
const sha256 = '70761cfe03c773ceb22aa2f671b4757976145175cdfca038c02654d061d6dcc6';
const md5 = 'df6df19f49fc7ae54ee5ff2dd3d22d2c';
const file = (name: string, more: object = {}) => ({
  name,
  size: 64928,
  hashes: { 'SHA-256': sha256, MD5: md5 },
  ...more,
});
const listed = (version: string, more: Partial<ListedVersion> = {}): ListedVersion => ({
  version,
  publishedTime: Date.parse('2026-09-01T00:00:00Z'),
  assets: [],
  metadata: {},
  ...more,
});

const jsonOf = (...versions: readonly ListedVersion[]) =>
  JSON.parse(projectPage(json, 'requests', { versions, tags: {} }));
const htmlOf = (...versions: readonly ListedVersion[]) => projectPage('text/html', 'requests', { versions, tags: {} });

const manifest = '{"requires-python":">=3.8","upload-time":"2024-05-29T15:37:49.123456Z"}';
const documented = [
  listed('2.31.0'),
  listed('2.32.0'),
  listed('2.32.3', { assets: [file('requests-2.32.3-py3-none-any.whl', { manifest })] }),
];

describe('the page of a project', () => {
  test('PYP-20 PYP-21 PYP-22 PYP-23: the documented example in JSON', () => {
    expect(jsonOf(...documented)).toEqual({
      meta: { 'api-version': '1.1' },
      name: 'requests',
      versions: ['2.31.0', '2.32.0', '2.32.3'],
      files: [
        {
          filename: 'requests-2.32.3-py3-none-any.whl',
          url: '2.32.3/requests-2.32.3-py3-none-any.whl',
          hashes: { sha256, md5 },
          'requires-python': '>=3.8',
          size: 64928,
          'upload-time': '2024-05-29T15:37:49.123456Z',
          yanked: false,
        },
      ],
    });
  });

  test('PYP-26: the same in HTML', () => {
    const html = htmlOf(...documented);
    expect(html).toContain('<meta name="pypi:repository-version" content="1.1">');
    expect(html.match(/<a .*<\/a>/g)).toEqual([
      `<a href="2.32.3/requests-2.32.3-py3-none-any.whl#sha256=${sha256}" data-requires-python="&gt;=3.8" ` +
        'data-upload-time="2024-05-29T15:37:49.123456Z">requests-2.32.3-py3-none-any.whl</a>',
    ]);
  });

  test('PYP-26: texts in HTML are escaped', () => {
    const awkward = listed('1.0+<&"', { assets: [file('<&">.zip')], metadata: { yanked: '"<a>" & \'b\'' } });
    const html = htmlOf(awkward);
    expect(html).toContain('href="1.0%2B%3C%26%22/%3C%26%22%3E.zip#sha256=');
    expect(html).toContain('data-yanked="&quot;&lt;a&gt;&quot; &amp; \'b\'"');
    expect(html).toContain('>&lt;&amp;&quot;&gt;.zip</a>');
  });

  test.each([
    [undefined, false, undefined],
    ['broken on Windows', 'broken on Windows', 'data-yanked="broken on Windows"'],
    [true, true, 'data-yanked=""'],
    ['', true, 'data-yanked=""'],
  ] as const)('PYP-25: the mark %j is shown as %j', (yanked, inJson, inHtml) => {
    const version = listed('1.0', { assets: [file('a.whl')], metadata: { yanked } });
    expect(jsonOf(version).files[0].yanked).toBe(inJson);
    if (inHtml === undefined) expect(htmlOf(version)).not.toContain('data-yanked');
    else expect(htmlOf(version)).toContain(inHtml);
  });

  test.each([
    ['the time that PyPI told', { manifest, publishedTime: 1 }, '2024-05-29T15:37:49.123456Z'],
    ['the time of the file', { publishedTime: Date.parse('2026-10-01T01:02:03.004Z') }, '2026-10-01T01:02:03.004Z'],
    ['the time of the version', {}, '2026-09-01T00:00:00.000Z'],
  ])('PYP-23: upload-time is %s', (_, more, time) => {
    expect(jsonOf(listed('1.0', { assets: [file('a.whl', more)] })).files[0]['upload-time']).toBe(time);
  });

  test('what is not known of a file is left out', () => {
    const version = listed('1.0', { publishedTime: undefined, assets: [{ name: 'a.whl', hashes: { MD5: md5 } }] });
    expect(jsonOf(version).files).toEqual([{ filename: 'a.whl', url: '1.0/a.whl', hashes: { md5 }, yanked: false }]);
    expect(htmlOf(version)).toContain(`<a href="1.0/a.whl#md5=${md5}">a.whl</a>`);
    const bare = listed('1.0', { publishedTime: undefined, assets: [{ name: 'a.whl', hashes: {} }] });
    expect(htmlOf(bare)).toContain('<a href="1.0/a.whl">a.whl</a>');
  });

  test('PYP-27: files stand in the order of PEP 440, then by name; versions too', () => {
    const at = (version: string, ...names: readonly string[]) =>
      listed(version, { assets: names.map((name) => file(name)) });
    const page = jsonOf(
      at('1.0', 'b.whl', 'd.whl'),
      at('1.0.0', 'a.whl', 'c.whl'),
      at('1.0rc1', 'z.whl'),
      at('1.10', 'a.whl'),
      at('1.9', 'b.tar.gz', 'b.whl'),
      at('not a version', 'y.whl'),
    );
    expect(page.versions).toEqual(['not a version', '1.0rc1', '1.0', '1.0.0', '1.9', '1.10']);
    expect(page.files.map(({ url }: { url: string }) => url)).toEqual([
      'not%20a%20version/y.whl',
      '1.0rc1/z.whl',
      '1.0.0/a.whl',
      '1.0/b.whl',
      '1.0.0/c.whl',
      '1.0/d.whl',
      '1.9/b.tar.gz',
      '1.9/b.whl',
      '1.10/a.whl',
    ]);
  });

  test('a version of half a character has an address all the same', () => {
    expect(jsonOf(listed('\ud800', { assets: [file('a.whl')] })).files[0].url).toBe('%EF%BF%BD/a.whl');
  });
});
