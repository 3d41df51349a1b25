/** A package as npm names it: the namespace is the scope without its `@` (PKG-07). */
export interface Name {
  readonly namespace?: string;
  readonly package: string;
}

/** The package that a path names. */
export const nameIn = ({ scope, name }: Readonly<Record<string, string>>): Name =>
  scope === undefined ? { package: name! } : { namespace: scope, package: name! };

/** A name as it is written: `name` or `@scope/name`. */
export const fullName = ({ namespace, package: name }: Name): string =>
  namespace === undefined ? name : `@${namespace}/${name}`;

/** The package that is written so. */
export function nameFrom(full: string): Name {
  const [, namespace, name] = /^@([^/]+)\/(.+)$/s.exec(full) ?? [];
  return namespace === undefined ? { package: full } : { namespace, package: name! };
}
