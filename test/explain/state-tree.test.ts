import { expect, test } from 'vitest';
import { request } from '../../src/core';
import { stateTree } from '../../src/explain/state-tree';
import { context, world } from '../support';
import { learn, offered, read, stored, worldOf } from './worlds';

test('a state without domains says so', () => expect(stateTree(world().state)).toBe('(no domains)'));

test('DED-01, DED-10: a state as a tree, with bytes that are stored once', () => {
  const made = worldOf({ 'npm-store': ['public:npmjs'], old: [], libs: ['npm-store', 'old'] });
  learn(made, offered(), stored('libs', { version: '1.0.0', status: 'Archived', tags: ['old'] }));
  learn(made, stored('old', { namespace: 'scope', package: 'gone' }));
  made.state = request(made.state, 'ReadAsset', read('npm-store'), context).state;
  expect(stateTree(made.state)).toMatchInlineSnapshot(`
    "my-domain (111122223333, us-west-2): 1.5 kB in 1 asset
    ├─ npm-store -> public:npmjs
    │  └─ npm lodash (publish BLOCK, upstream ALLOW, latest=4.17.21)
    │     └─ 4.17.21 Published, EXTERNAL from public:npmjs, 1.5 kB in 1 asset
    ├─ old
    │  └─ npm scope/gone (publish ALLOW, upstream BLOCK)
    │     └─ 4.17.21 Published, INTERNAL from old, 1.5 kB in 1 asset
    └─ libs -> npm-store, old
       └─ npm lodash (publish ALLOW, upstream BLOCK, old=1.0.0)
          └─ 1.0.0 Archived, INTERNAL from libs, 1.5 kB in 1 asset"
  `);
  made.call('DeleteRepository', { domain: 'my-domain', repository: 'old' });
  expect(stateTree(made.state)).toContain('libs -> npm-store, old (no longer exists)');
});

test('EXT-24: what is under way is counted, and lies in no repository', () => {
  const made = learn(worldOf({ app: ['public:npmjs'] }, { latency: { ingestionSeconds: 180 } }), offered());
  made.state = request(made.state, 'ReadAsset', read('app'), context).state;
  expect(stateTree(made.state)).toMatchInlineSnapshot(`
    "my-domain (111122223333, us-west-2): 0 bytes in no assets, 1 version under way
    └─ app -> public:npmjs"
  `);
});

test('of many things the first are shown, and how many more there are', () => {
  const made = worldOf({ r1: [], r2: [], r3: [] });
  for (let minor = 0; minor < 5; minor++) learn(made, stored('r1', { version: `1.${minor}.0` }));
  for (const name of ['a', 'b', 'c']) learn(made, stored('r1', { package: name }));
  expect(stateTree(made.state, { most: 2 })).toMatchInlineSnapshot(`
    "my-domain (111122223333, us-west-2): 1.5 kB in 1 asset
    ├─ r1
    │  ├─ npm a (publish ALLOW, upstream BLOCK)
    │  │  └─ 4.17.21 Published, INTERNAL from r1, 1.5 kB in 1 asset
    │  ├─ npm b (publish ALLOW, upstream BLOCK)
    │  │  └─ 4.17.21 Published, INTERNAL from r1, 1.5 kB in 1 asset
    │  └─ … 2 more packages
    ├─ r2
    └─ … 1 more repository"
  `);
});
