/**
 * What the build takes in, for both kinds of module: Node and bundlers disagree on the default export of
 * `sorted-btree`, and the other two are ES modules, which `require` cannot load everywhere
 * (docs/decisions/0001-dependencies.md).
 */
export const bundledPackages = ['@noble/hashes', '@scure/base', 'sorted-btree'];
