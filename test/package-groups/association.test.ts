import { describe, expect, test } from 'vitest';
import { emptyByName } from '../../src/model/wide-map';
import { associationOf } from '../../src/package-groups/association';
import { at, groupsNamed } from './support';

/** The associated group of a package and its strength, as `pattern strength`. */
function associated(patterns: string, path: string): string {
  const { group, strength } = associationOf(groupsNamed(...patterns.split(' ').filter(Boolean)), at(path));
  return `${group.pattern} ${strength}`;
}

describe('GRP-56 GRP-57 GRP-58 GRP-61 GRP-68 GRP-70 GRP-72 GRP-73: table 14', () => {
  test.each([
    ['/npm/space/foo~', '/npm/space/foo', '/npm/space/foo~ STRONG'],
    ['/npm/space/foo~', '/npm/space/foo-bar', '/npm/space/foo~ STRONG'],
    ['/npm/space/foo~', '/npm/space/food', '/* STRONG'],
    ['/npm/space/foo~', '/npm/space/foot', '/* STRONG'],
    ['/npm/* /npm/space/*', '/npm//react', '/npm/* STRONG'],
    ['/npm/* /npm/space/*', '/npm/space/aui.components', '/npm/space/* STRONG'],
    ['/npm/* /npm/space/*', '/npm/space/amplify-ui-core', '/npm/space/* STRONG'],
    ['/npm//AsyncStorage$', '/npm//AsyncStorage', '/npm//AsyncStorage$ STRONG'],
    ['/npm//AsyncStorage$', '/npm//asyncStorage', '/npm//AsyncStorage$ WEAK'],
    ['/npm//AsyncStorage$', '/npm//asyncstorage', '/npm//AsyncStorage$ WEAK'],
    ['/npm//AsyncStorage$ /npm//asyncstorage$', '/npm//asyncstorage', '/npm//asyncstorage$ STRONG'],
    ['/npm/* /npm//anycompany-spicy-client$', '/npm//anycompany-spicy-client', '/npm//anycompany-spicy-client$ STRONG'],
    ['/npm/* /npm//anycompany-spicy-client$', '/npm//AnyCompany-spicy-client', '/npm//anycompany-spicy-client$ WEAK'],
    ['/npm//my-package$', '/npm//my.package', '/npm//my-package$ WEAK'],
    ['/npm//foo-bar$', '/npm//foo_bar', '/npm//foo-bar$ WEAK'],
    ['/npm//foo-bar$', '/npm//foo.bar', '/npm//foo-bar$ WEAK'],
    ['/npm//foo-bar$', '/npm//foo..bar', '/npm//foo-bar$ WEAK'],
    ['/npm//foo-bar$', '/npm//foobar', '/* STRONG'],
    ['/maven/com.act-on/*', '/maven/com.act.on/lib', '/maven/com.act-on/* WEAK'],
    ['/maven/com.anycompany~', '/maven/com.anycompany/app', '/maven/com.anycompany~ STRONG'],
    ['/maven/com.anycompany~', '/maven/com.anycompany.tools/app', '/maven/com.anycompany~ STRONG'],
    ['/maven/com.anycompany~', '/maven/com.anycompanyx/app', '/* STRONG'],
    ['/maven/org.apache.logging.log4j/log4j-core$', '/maven/org.apache.logging.log4j/log4j-api', '/* STRONG'],
    ['/npm/space/anycompany-ui~', '/npm/space/anycompany-ui-components', '/npm/space/anycompany-ui~ STRONG'],
    ['/npm/space/foo~', '/npm/space/FOO_bar', '/npm/space/foo~ WEAK'],
    ['/npm/space/foo~ /npm/space/foo.bar$', '/npm/space/foo-bar', '/npm/space/foo.bar$ WEAK'],
    ['/npm/space/foo-*', '/npm/space/foo-bar', '/npm/space/foo-* STRONG'],
    ['/npm/space/foo-*', '/npm/space/foo.bar', '/npm/space/foo-* WEAK'],
    ['/npm/space/foo-*', '/npm/space/foo', '/* STRONG'],
    ['/npm//AsyncStorage$ /npm//asyncStorage$', '/npm//asyncstorage', '/npm//AsyncStorage$ WEAK'],
  ])('of %s, %s belongs to %s', (patterns, path, expected) => expect(associated(patterns, path)).toBe(expected));
});

describe('GRP-37: words', () => {
  test.each([
    ['GRP-59', '/npm//One~', '/npm//OneWord', '/* STRONG'],
    ['GRP-59', '/npm//oneword~', '/npm//oneword-x', '/npm//oneword~ STRONG'],
    ['GRP-60', '/npm//cafe~', '/npm//cafe\u0301', '/* STRONG'],
    ['GRP-60', '/npm//cafe\u0301~', '/npm//cafe\u0301-x', '/npm//cafe\u0301~ STRONG'],
    ['GRP-57', '/npm//x~', '/npm//x2', '/* STRONG'],
    ['GRP-57', '/npm//x~', '/npm//x@2', '/npm//x~ STRONG'],
    ['GRP-67', '/npm/space/foo~', '/npm/space/FOOD', '/* STRONG'],
    ['GRP-67', '/npm//ss~', '/npm//ß-x', '/npm//ss~ WEAK'],
    ['GRP-67', '/npm//s~', '/npm//ß', '/* STRONG'],
    ['GRP-40', '/maven/com.any.*', '/maven/com.any.company/app', '/maven/com.any.* STRONG'],
    ['GRP-40', '/maven/com.any.*', '/maven/com.any/app', '/* STRONG'],
    ['GRP-43', '/maven/com.any~', '/maven/com.any.x/whatever', '/maven/com.any~ STRONG'],
    ['GRP-44', '/npm//*', '/npm//react', '/npm//* STRONG'],
    ['GRP-44', '/npm//*', '/npm/types/node', '/* STRONG'],
    ['GRP-49', '/pypi/* /pypi//*', '/pypi//requests', '/pypi//* STRONG'],
    ['GRP-62', '/nuget//newtonsoft.json$', '/nuget//newtonsoft.json', '/nuget//newtonsoft.json$ STRONG'],
    ['GRP-64', '/npm/*', '/nuget//npm', '/* STRONG'],
    ['GRP-65', '/npm//strasse$', '/npm//straße', '/npm//strasse$ WEAK'],
    ['GRP-66', '/npm//my-package$', '/npm//my-p\u0430ckage', '/npm//my-package$ WEAK'],
    ['GRP-69', '/npm/space/foo~', '/npm/space/foo-BAR', '/npm/space/foo~ STRONG'],
    ['GRP-69', '/npm/space/*', '/npm/space/ANY_thing', '/npm/space/* STRONG'],
  ])('%s: of %s, %s belongs to %s', (_, patterns, path, expected) => expect(associated(patterns, path)).toBe(expected));
});

describe('GRP-71 GRP-73: which of several', () => {
  test.each([
    ['longer literal text', '/npm/* /npm//* /npm//a~', '/npm//a-b', '/npm//a~ STRONG'],
    ['$ before ~', '/npm//foo~ /npm//FOO$', '/npm//foo', '/npm//FOO$ WEAK'],
    ['$ before *', '/npm//foo-* /npm//foo.$', '/npm//foo-', '/npm//foo.$ WEAK'],
    ['STRONG before WEAK', '/npm//FOO~ /npm//foo~', '/npm//foo-x', '/npm//foo~ STRONG'],
    ['the text itself, ascending', '/npm//Foo~ /npm//FOo~', '/npm//foo-x', '/npm//FOo~ WEAK'],
    [
      'a longer weak match before a shorter strong one',
      '/npm/space/* /npm/SPACE/x~',
      '/npm/space/x',
      '/npm/SPACE/x~ WEAK',
    ],
  ])('%s: of %s, %s belongs to %s', (_, patterns, path, expected) => expect(associated(patterns, path)).toBe(expected));

  test('GRP-74: a variant that gets a group of its own belongs to it strongly', () => {
    expect(associated('/npm//AsyncStorage$', '/npm//asyncstorage')).toBe('/npm//AsyncStorage$ WEAK');
    const both = '/npm//AsyncStorage$ /npm//asyncstorage$';
    expect(associated(both, '/npm//asyncstorage')).toBe('/npm//asyncstorage$ STRONG');
    expect(associated(both, '/npm//AsyncStorage')).toBe('/npm//AsyncStorage$ STRONG');
    expect(associated(both, '/npm//ASYNCSTORAGE')).toBe('/npm//AsyncStorage$ WEAK');
  });
});

test('GRP-01, GRP-80: where the root is all there is, everything belongs to it', () => {
  for (const path of ['/npm//react', '/maven/a/b', '/generic/A-b/C']) expect(associated('', path)).toBe('/* STRONG');
});

test('a domain without its root is a fault of the program', () => {
  const groups = groupsNamed('/npm/*').without('/*').with('/pypi/*', groupsNamed('/pypi/*').get('/pypi/*')!);
  expect(() => associationOf(groups, at('/maven/a/b'))).toThrow(TypeError);
  expect(() => associationOf(emptyByName(), at('/maven/a/b'))).toThrow(TypeError);
});
