/** The rulebook's list, ascending. */
export const ascending =
  `1.0.dev0 1.0.dev456 1.0.dev456+local 1.0a0 1.0a0.post0.dev0 1.0a0.post0 1.0a1.dev1 1.0a1.dev1+local 1.0a1
  1.0a1+local 1.0b0 1.0b1.dev456 1.0b2 1.0b2.post345.dev456 1.0b2.post345 1.0b2-346 1.0rc0 1.0rc1.dev1 1.0c1 1.0rc2 1.0
  1.0.post0.dev0 1.0.post0 1.0.post456.dev34 1.0.post456 1.0.post456+local 1.0.1.dev1 1.0.1a1 1.0.1 1.0.1+local
  1.0.1.post1 1.1.dev1 1.2+a 1.2+abc 1.2+abcdef 1.2+def 1.2+0 1.2+1 1.2+1.abc 1.2+1.1 1.2+1.1.0 1.2+2 1.2+123
  1.2+123456 1.2.r32+123456 1.2.rev33+123456 1!1.0.dev0 1!1.0`.split(/\s+/);

/** The rulebook's pairs of versions that are equal. */
export const equal = [
  ['1.0dev', '1.0.dev0'],
  ['1.0-DEV1', '1.0.dev1'],
  ['1.0ALPHA1', '1.0a1'],
  ['1.0.beta', '1.0b0'],
  ['1.0-c1', '1.0rc1'],
  ['1.0-rev5', '1.0.post5'],
  ['v1.0', '1.0'],
  ['1.0-5', '1.0.post5'],
  ['1.0r', '1.0.post0'],
  ['1.0+AbC', '1.0+abc'],
  ['1.01', '1.1'],
  ['1.0a05', '1.0a5'],
  ['00!1.2', '1.2'],
  ['1.0', '1.0.0'],
] as const;
