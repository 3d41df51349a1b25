import { expect, test } from 'vitest';
import { defineFormat, type FormatDefinition } from '../../src/formats/define-format';

const plain: FormatDefinition = {
  format: 'generic',
  namespace: 'optional',
  externalConnections: [],
  upstreams: false,
  newAssets: 'never',
  unfinished: false,
  apiNormalizes: false,
  displayName: ({ package: name }) => name,
  defaultDisplayVersion: 'most-recent',
};
const lower = (text: string) => text.toLowerCase();

test('what a format leaves out changes nothing and judges as the API does', () => {
  const rules = defineFormat(plain);
  const { normalizeName, normalizeNamespace, normalizeVersion, versionIdentity } = rules;
  for (const each of [normalizeName, normalizeNamespace, normalizeVersion, versionIdentity]) {
    expect(each('A+b')).toBe('A+b');
  }
  const { nameFault, namespaceFault, versionFault, assetFault } = rules;
  expect([nameFault, namespaceFault, versionFault, assetFault].map((judge) => judge('A+b'))).toEqual(Array(4));
  expect([nameFault, namespaceFault, versionFault, assetFault].map((judge) => judge('')?.id)).toEqual([
    'API-431',
    'API-432',
    'API-433',
    'API-405',
  ]);
  expect(rules.assetName).toBeUndefined();
});

test('an identity is the stored form unless the format has another', () => {
  const rules = defineFormat({ ...plain, normalizeName: lower, normalizeVersion: lower });
  expect(rules.versionIdentity('A')).toBe('a');
  const other = defineFormat({
    ...plain,
    normalizeName: lower,
    versionIdentity: () => '1',
  });
  expect(other.versionIdentity('A')).toBe('1');
});

test('the judge of the format comes first, that of the API sees the stored form', () => {
  const fault = { id: 'GEN-03', message: '' };
  const judge = (text: string) => (text.startsWith('!') ? fault : undefined);
  const drop = (text: string) => text.replace(/#/g, '');
  const rules = defineFormat({
    ...plain,
    normalizeName: drop,
    normalizeNamespace: drop,
    normalizeVersion: drop,
    nameFault: judge,
    namespaceFault: judge,
    versionFault: judge,
    assetFault: judge,
  });
  for (const each of [rules.nameFault, rules.namespaceFault, rules.versionFault]) {
    expect([each('!/'), each('a#'), each('/')?.id.slice(0, 4)]).toEqual([fault, undefined, 'API-']);
  }
  expect([rules.assetFault('!\t'), rules.assetFault('\t')?.id]).toEqual([fault, 'API-405']);
});

test('PKG-11: in a format without namespaces every namespace is at fault', () => {
  const rules = defineFormat({ ...plain, namespace: 'none', namespaceFault: () => undefined });
  expect(rules.namespaceFault('n')?.id).toBe('PKG-14');
});

test('the facts of the definition are copied and frozen', () => {
  const connections: FormatDefinition['externalConnections'] = ['public:npmjs'];
  const rules = defineFormat({ ...plain, externalConnections: connections });
  expect(rules.externalConnections).toEqual(connections);
  expect(rules.externalConnections).not.toBe(connections);
  expect(Object.isFrozen(rules.externalConnections) && Object.isFrozen(rules)).toBe(true);
});
