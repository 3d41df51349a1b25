import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formats } from '../../src/formats';
import { prefixPatterns } from '../../src/package-groups/pattern';
import { patternFault } from '../../src/package-groups/pattern-fault';

const ruleOf = (pattern: string): string | undefined => patternFault(pattern)?.id;

describe('GRP-34 GRP-35: table 13a, patterns', () => {
  test.each([
    ['/*', 'all packages'],
    ['/npm/*', 'all npm packages'],
    ['/maven/com.anycompany~', 'GRP-43: a prefix of namespaces'],
    ['/npm/space/*', 'an npm scope'],
    ['/npm/space/anycompany-ui~', 'a prefix of names'],
    ['/maven/org.apache.logging.log4j/log4j-core$', 'one package'],
    ['/npm//AsyncStorage$', 'one package without scope'],
    ['/nuget/*', 'all nuget packages'],
    ['/npm//*', 'GRP-44: packages without scope'],
    ['/npm/space/foo-*', 'GRP-40: a plain prefix of names'],
    ['/maven/com.any.*', 'GRP-40: a plain prefix of namespaces'],
    ['/pypi//requests$', 'GRP-36: a Python package'],
    ['/pypi//*', 'GRP-49: all Python packages once more'],
    ['/npm//a~b$', 'GRP-52: a suffix that is none inside'],
    ['/npm/a$b/c~d~', 'GRP-52: the same'],
    ['/nuget//newtonsoft.json$', 'GRP-50: a normalised name'],
    ['/pypi//my-*', 'GRP-51: a separator at the end of what is normalised'],
    ['/swift/my-scope/my_package~', 'GRP-51: separators that Swift keeps'],
    ['/npm//cafe\u0301~', 'GRP-38: a mark before the suffix'],
    ['/npm//x2~', 'GRP-38: a number before the suffix'],
    [`/npm//${'a'.repeat(255)}$`, 'GRP-53: a name of 255 characters'],
  ])('%s: %s', (pattern) => expect(patternFault(pattern)).toBeUndefined());
});

describe('GRP-54: table 13b, texts that are no patterns', () => {
  test.each([
    ['npm/*', 'GRP-34'],
    ['/', 'GRP-34'],
    ['', 'GRP-34'],
    ['*', 'GRP-34'],
    ['/npm', 'GRP-34'],
    ['/npm/', 'GRP-34'],
    ['/npm/space', 'GRP-34'],
    ['/npm/space/foo', 'GRP-34'],
    ['/~', 'GRP-36'],
    ['/$', 'GRP-36'],
    ['/np~', 'GRP-36'],
    ['/NPM/*', 'GRP-36'],
    ['/gems/*', 'GRP-36'],
    ['/python/*', 'GRP-36'],
    ['/python//requests$', 'GRP-36'],
    ['/constructor/*', 'GRP-36'],
    ['/npm~', 'GRP-35'],
    ['/npm$', 'GRP-35'],
    ['/npm*', 'GRP-35'],
    ['/npm/space$', 'GRP-42'],
    ['/npm/space/$', 'GRP-42'],
    ['/npm//$', 'GRP-42'],
    ['/npm/$', 'GRP-42'],
    ['/npm//~', 'GRP-38'],
    ['/npm/~', 'GRP-38'],
    ['/npm/space/foo-~', 'GRP-38'],
    ['/npm/space/foo.~', 'GRP-38'],
    ['/npm/space/foo*', 'GRP-41'],
    ['/npm/sp*', 'GRP-41'],
    ['/npm/a/b/c$', 'GRP-53'],
    ['/npm/a/b/*', 'GRP-53'],
    ['/npm//a#b$', 'GRP-53'],
    [`/npm//${'a'.repeat(256)}$`, 'GRP-53'],
    [`/npm/${'a'.repeat(256)}/*`, 'GRP-53'],
    ['/npm/*/foo$', 'GRP-52'],
    ['/npm//a*b$', 'GRP-52'],
    ['/**', 'GRP-36'],
    ['/npm/**', 'GRP-52'],
    ['/pypi/ns/*', 'GRP-45'],
    ['/nuget/ns/foo$', 'GRP-45'],
    ['/nuget/ns~', 'GRP-45'],
    ['/cargo/ns/*', 'GRP-45 GRP-46'],
    ['/ruby/ns/rails$', 'GRP-45 GRP-46'],
    ['/maven//log4j$', 'GRP-47'],
    ['/generic//tool~', 'GRP-47'],
    ['/swift//lib$', 'GRP-47'],
    ['/maven//*', 'GRP-48'],
    ['/generic//*', 'GRP-48'],
    ['/swift//*', 'GRP-48'],
    ['/nuget//Newtonsoft.Json$', 'GRP-50 GRP-51'],
    ['/pypi//my_pkg$', 'GRP-51'],
    ['/pypi//my--*', 'GRP-51'],
    ['/pypi//my.*', 'GRP-51'],
    ['/pypi//My~', 'GRP-51'],
    ['/swift/MyScope/*', 'GRP-51'],
    ['/swift/my/Lib~', 'GRP-51'],
  ])('%s is refused by %s', (pattern, rules) => expect(rules.split(' ')).toContain(ruleOf(pattern)));

  test('the message names the text and what would be right', () => {
    expect(patternFault('/npm/space/foo-~')!.message).toBe(
      "'/npm/space/foo-~' is no pattern: '~' follows a letter, number or mark.",
    );
  });
});

test('GRP-51: every beginning of a stored name is normalised, and nothing else is', () => {
  const name = fc.stringMatching(/^[a-zA-Z0-9]([-_.a-zA-Z0-9]{0,6}[a-zA-Z0-9])?$/);
  for (const format of ['pypi', 'nuget'] as const) {
    fc.assert(
      fc.property(name, (given) => {
        const stored = formats[format].normalizeName(given);
        const beginnings = [`/${format}//${stored}$`, ...prefixPatterns(`/${format}//${stored}`)];
        const cut = beginnings.filter((pattern) => pattern.length > `/${format}//`.length);
        expect(cut.filter((pattern) => ruleOf(pattern) !== undefined)).toEqual([]);
        if (stored !== given) expect(ruleOf(`/${format}//${given}$`)).toBe('GRP-51');
      }),
    );
  }
});
