import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseWorld } from '../../../src/adapters/world/parse-world';
import { createSimulator } from '../../../src/simulator/simulator';
import { WorldError } from '../../../src/simulator/world/world';

/** The message with which a text is refused, by whoever refuses it first. */
function refusalOf(text: string, name = 'w.yaml'): string {
  try {
    createSimulator({ world: parseWorld(text, { name }) });
  } catch (error) {
    expect(error).toBeInstanceOf(WorldError);
    return (error as WorldError).message;
  }
  throw new Error('it was not refused');
}

const inApp = (text: string) => `domains:\n  team:\n    repositories:\n      app:\n        ${text}\n`;

describe('a world as YAML', () => {
  test('is plain data, of ordinary objects', () => {
    const world = parseWorld(
      'domains:\n  team: &t { tags: { __proto__: x, "1.10": y } }\n  other: *t\nclock: 2026-01-01\n',
    );
    expect(world).toEqual({
      clock: '2026-01-01',
      domains: {
        team: { tags: { ['__proto__']: 'x', '1.10': 'y' } },
        other: { tags: { ['__proto__']: 'x', '1.10': 'y' } },
      },
    });
    expect(createSimulator({ world }).now()).toBe(Date.UTC(2026, 0, 1));
  });

  test('words, numbers and days mean what YAML 1.2 says, whatever version the text names', () => {
    const { domains } = parseWorld('%YAML 1.1\n---\ndomains: { team: { tags: { a: yes, b: 2026-01-01, c: 1:30 } } }');
    expect(domains).toEqual({ team: { tags: { a: 'yes', b: '2026-01-01', c: '1:30' } } });
  });

  test('that is JSON is what JSON says', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string(), { noNullPrototype: true }), fc.nat(4), (tags, indent) => {
        const text = JSON.stringify({ domains: { team: { tags } } }, null, indent);
        expect(parseWorld(text)).toEqual(JSON.parse(text));
        expect(parseWorld(`\ufeff${text}`, { name: 'w.JSON' })).toEqual(JSON.parse(text));
      }),
    );
  });

  test.each<[string, string]>([
    [
      'account: 12345678901',
      '1:10: account: expected an account of twelve digits, found 12345678901; in quotes it is a text',
    ],
    ['', '1:1: expected an object'],
    ['[]', '1:1: expected an object, found a list'],
    ['\nregoin: x\n', "2:1: no member 'regoin' is known here, only "],
    [inApp('upstreams: [app, stroe]'), "5:26: domains.team.repositories.app.upstreams[1]: no repository 'stroe'"],
    [inApp('upstreams:\n          - stroe'), "6:13: domains.team.repositories.app.upstreams[0]: no repository 'stroe'"],
    [inApp('upstream: []'), "5:9: domains.team.repositories.app: no member 'upstream' is known here, only "],
    [
      inApp('packages: { pypi: { foo: { 1.10: {} } } }'),
      '5:36: domains.team.repositories.app.packages.pypi.foo: the name 1.10 is no text: in quotes, "1.10", it is',
    ],
    [
      inApp('packages: { npm: { foo: { x: {} } } }'),
      "5:35: domains.team.repositories.app.packages.npm.foo.x: 'x' is not a SemVer",
    ],
    [
      inApp('restrictions: { npm: { foo: { publish: ALLOW } } }'),
      '5:32: domains.team.repositories.app.restrictions.npm.foo: lacks upstream',
    ],
    ['domains:\n  Team: {}', "2:3: domains.Team: expected the name of a domain, found 'Team'"],
    ['domains:\n  team:\n', '2:3: domains.team: expected a domain or a list of domains, found null'],
    ['domains:\n  team: {}\n  team: {}', "3:3: domains: 'team' stands here twice"],
    ['domains: { ? [a] : {} }', '1:14: domains: a name is a text, not a list or a map'],
    ['encryptionKeys:\n  - aliases: []', '2:5: encryptionKeys[0]: lacks arn'],
    ['clock: 2026-02-30', '1:8: clock: there is no day 2026-02-30'],
    ['x: &x { a: b }\ndomains: { team: { tags: { <<: *x } } }', '2:28: domains.team.tags: YAML 1.2 has no merge keys'],
    ['domains: { team: { tags: *x } }', '1:26: there is no &x before *x'],
    ['domains: !!set { a }', '1:10: no YAML: Unresolved tag'],
    ['domains: !thing {}', '1:10: no YAML: Unresolved tag: !thing'],
    ['domains:\n\tteam: {}', '2:1: no YAML: Tabs are not allowed as indentation'],
    ['domains: {}\n---\ndomains: {}', '2:1: one world is one document of YAML'],
    ['domains: &a { a: *a }', '1:18: *a stands within &a'],
  ])('%j is refused with its place', (text, message) => {
    expect(refusalOf(text).slice(0, message.length + 7)).toBe(`w.yaml:${message}`);
  });

  test('a text that stands for an endless one, or that nests without end, is refused at once', () => {
    const lines = Array.from({ length: 12 }, (_, i) => `a${i}: &a${i} [${`*a${i - 1}, `.repeat(i && 9)}x]`);
    expect(refusalOf(lines.join('\n'))).toMatch(/^w\.yaml:2:\d+: anchors are repeated more than 100 times/);
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect(refusalOf(deep)).toBe('w.yaml:1:101: no world: too deeply nested');
    expect(refusalOf(`[${deep}]`, 'w.json')).toMatch(/^w\.json:1:\d+: /);
  });
});

describe('a world as strict JSON', () => {
  test.each<[string, string]>([
    [
      '{"domains": {"team": {"repositories": {"app": {"upstreams": ["x"]}}}}}',
      "1:62: domains.team.repositories.app.upstreams[0]: no repository 'x'",
    ],
    ['{\n  "domains": {"team": {}, "team": {}}\n}', "2:27: domains: 'team' stands here twice"],
    ['{"account": "111122223333",}', '1:28: no JSON: expected a name in double quotes'],
    ['{\n"account": ', '2:12: no JSON: expected a value'],
    ['{account: x}', '1:2: no JSON: expected a name or }'],
    ['[]', '1:1: expected an object, found a list'],
    ['null', '1:1: expected an object'],
  ])('%s is refused with its place', (text, message) => {
    expect(refusalOf(text, 'w.json').slice(0, message.length + 7)).toBe(`w.json:${message}`);
  });
});

describe('assets that are files', () => {
  const text = inApp('packages: { generic: { a/b: { "1": { assets: { x: { file: x.txt } } } } } }');
  const place = 'domains.team.repositories.app.packages.generic["a/b"].1.assets.x';

  test('are read by what the caller gives, wherever assets stand', () => {
    const asset = { assets: { 'package.tgz': { file: 'x' } } };
    const world = {
      domains: { team: [{ repositories: { app: { packages: { npm: { a: { '1.0.0': asset } } } } } }] },
      publicRepositories: { 'public:npmjs': { a: { '1.0.0': asset } } },
      regions: { 'eu-west-1': { publicRepositories: { 'public:npmjs': { a: { '2.0.0': asset } } } } },
    };
    const read = parseWorld(JSON.stringify(world), { readFile: (path) => new Uint8Array([path.length]) });
    expect(JSON.stringify(read)).toBe(JSON.stringify(world).replaceAll('{"file":"x"}', '{"0":1}'));
    createSimulator({ world: read });
  });

  test('are refused where nobody reads them', () => {
    expect(refusalOf(text)).toBe(
      `w.yaml:5:56: ${place}: only readWorldFile reads files; here the asset is given by its text or its bytes`,
    );
  });

  test('that cannot be read are told with their place', () => {
    const readFile = () => {
      throw new Error('cannot read it');
    };
    expect(() => parseWorld(text, { name: 'w.yaml', readFile })).toThrow(`w.yaml:5:67: ${place}.file: cannot read it`);
  });
});
