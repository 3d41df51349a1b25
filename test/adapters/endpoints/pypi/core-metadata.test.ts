import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formMetadata, parseMetadata, versionMetadata } from '../../../../src/adapters/endpoints/pypi/core-metadata';
import { metadataText } from './distributions';

const read = (text: string) => Object.fromEntries(parseMetadata(text));

describe('METADATA and PKG-INFO', () => {
  test('have headers, which can come again, and a description as their body', () => {
    const text = metadataText(
      [
        ['Metadata-Version', '2.1'],
        ['Name', 'Flatten_JSON'],
        ['Classifier', 'A :: B'],
        ['Classifier', 'C'],
        ['Requires-Dist', 'six'],
      ],
      '# Title\n\n  indented: text\n',
    );
    expect(read(text)).toEqual({
      metadata_version: ['2.1'],
      name: ['Flatten_JSON'],
      classifier: ['A :: B', 'C'],
      requires_dist: ['six'],
      description: ['# Title\n\n  indented: text\n'],
    });
  });

  test('headers go on in lines that are indented', () => {
    const text = [
      'Summary: One',
      '   two',
      'Description: First',
      '        second',
      '            code',
      '       |third',
      '\tfourth',
      'Requires-Dist: six>=1',
      '  ; python_version<"3"',
    ].join('\r\n');
    expect(read(text)).toEqual({
      summary: ['One two'],
      description: ['First\nsecond\n    code\nthird\nfourth'],
      requires_dist: ['six>=1 ; python_version<"3"'],
    });
  });

  test('a Description among the headers goes before the body', () => {
    expect(read('Description: a\n\nb')).toEqual({ description: ['a'] });
  });

  test('what is empty or UNKNOWN says nothing', () => {
    expect(read('Summary: UNKNOWN\nHome-page:\nLicense:   \nName: x\n\n \n')).toEqual({ name: ['x'] });
  });

  test('line breaks and the spaces around them are one space, however many spaces there are', () => {
    const folded = 'Summary: one \n\t two\n        \n three\n';
    expect(read(folded)).toEqual({ summary: ['one two three'] });
    expect(Object.fromEntries(formMetadata([['summary', '\n one \r\n\n  two \n']]))).toEqual({ summary: ['one two'] });
    const spaces = ' '.repeat(300_000);
    const start = performance.now();
    expect(read(`Summary: a${spaces}b\n`)).toEqual({ summary: [`a${spaces}b`] });
    expect(performance.now() - start).toBeLessThan(2000);
  });

  test('any text is read, and what was written is found again', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void versionMetadataOrRefusal(text)));
    const word = fc
      .stringMatching(/^[\w.,;:()'" -]{1,30}$/)
      .filter((text) => text.trim() === text && text !== 'UNKNOWN');
    fc.assert(
      fc.property(fc.array(word), fc.string(), (values, description) => {
        const fields = parseMetadata(
          metadataText(
            values.map((value) => ['Classifier', value]),
            description,
          ),
        );
        expect(fields.get('classifier') ?? []).toEqual(values);
        const readme = description.replace(/\r\n?/g, '\n');
        expect(fields.get('description')?.[0]).toBe(readme.trim() === '' || readme === 'UNKNOWN' ? undefined : readme);
      }),
    );
  });
});

const versionMetadataOrRefusal = (text: string) => {
  try {
    return versionMetadata(parseMetadata(text));
  } catch (error) {
    expect(error).toMatchObject({ status: 400 });
  }
};

describe('what the API tells of a version', () => {
  const of = (...headers: readonly (readonly [string, string])[]) =>
    versionMetadata(parseMetadata(metadataText(headers)));

  test('PYP-51: the summary', () => expect(of(['Summary', 'Flattens JSON'])).toEqual({ summary: 'Flattens JSON' }));

  test.each([
    [
      [
        ['Home-page', 'http://a'],
        ['Project-URL', 'Homepage, http://b'],
      ],
      'http://a',
    ],
    [
      [
        ['Project-URL', 'Docs, http://d'],
        ['Project-URL', 'Homepage, http://b'],
      ],
      'http://b',
    ],
    [[['Project-URL', 'home-page,http://b,c']], 'http://b,c'],
    [[['Project-URL', 'http://b']], undefined],
  ] as const)('PYP-52: the home page of %j is %s', (headers, homePage) =>
    expect(of(...headers).homePage).toBe(homePage),
  );

  test.each([
    ['Source', true],
    ['Source Code', true],
    ['Repository', true],
    ['source', true],
    ['Tracker', false],
  ])('PYP-53: the project URL labelled %s is where the source is: %s', (label, isSource) => {
    expect(of(['Project-URL', `${label}, http://s`]).sourceCodeRepository).toBe(isSource ? 'http://s' : undefined);
  });

  test('PYP-54: License-Expression goes before License', () => {
    expect(of(['License', 'MIT']).licenses).toEqual([{ name: 'MIT' }]);
    expect(of(['License', 'MIT License'], ['License-Expression', 'MIT']).licenses).toEqual([{ name: 'MIT' }]);
    expect(of(['License', 'One\n        two']).licenses).toEqual([{ name: 'One\ntwo' }]);
  });

  test.each([
    ['requests[socks]>=2 ; python_version<"3"', 'requests', '[socks]>=2 ; python_version<"3"'],
    ['Zope.Interface (>=1.0)', 'zope-interface', '(>=1.0)'],
    ['six', 'six', undefined],
    ['a_b~=1.0,!=1.0.1', 'a-b', '~=1.0,!=1.0.1'],
    ['pip @ file:///x.whl', 'pip', '@ file:///x.whl'],
  ])('PYP-55 PYP-56: %s depends on %s', (requirement, name, versionRequirement) => {
    expect(of(['Requires-Dist', requirement]).dependencies).toEqual([
      { package: name, dependencyType: 'Requires-Dist', ...(versionRequirement && { versionRequirement }) },
    ]);
  });

  test('a dependency without name is refused with 400', () => {
    expect(() => of(['Requires-Dist', '>=1.0'])).toThrow(expect.objectContaining({ status: 400 }));
  });

  test('PYP-58: the readme is the description', () => {
    expect(versionMetadata(parseMetadata('Name: x\n\n# Read me\n')).readme).toBe('# Read me\n');
  });

  test('PYP-40: a form has the same fields under its own names', () => {
    const form = [
      ['summary', 'S'],
      ['description', 'D\nE'],
      ['project_urls', 'Source, http://s'],
      ['requires_dist', 'a'],
      ['requires_dist', 'b>1'],
      ['home_page', ''],
    ] as const;
    expect(versionMetadata(formMetadata(form))).toEqual({
      summary: 'S',
      readme: 'D\nE',
      sourceCodeRepository: 'http://s',
      dependencies: [
        { package: 'a', dependencyType: 'Requires-Dist' },
        { package: 'b', dependencyType: 'Requires-Dist', versionRequirement: '>1' },
      ],
    });
  });
});
