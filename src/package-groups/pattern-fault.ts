import type { PackageFormat } from '../api/types';
import { formats } from '../formats';
import { packageNameFault } from '../formats/fault';
import type { Fault } from '../formats/format-rules';
import { rootPattern } from '../model/package-group';
import { literalOf } from './pattern';

/**
 * Why a text is no pattern of package groups (table 13b); undefined when it is one (table 13a). What the API asks of
 * the characters and of the length is judged elsewhere (API-429).
 */
export function patternFault(pattern: string): Fault | undefined {
  if (pattern === rootPattern) return undefined;
  const fault = (id: string, message: string): Fault => ({ id, message: `'${pattern}' is no pattern: ${message}` });
  if (!/^\/.*[$~*]$/s.test(pattern)) return fault('GRP-34', "it begins with '/' and ends with '$', '~' or '*'.");
  const literal = literalOf(pattern);
  const [format = '', namespace, name, ...more] = literal.slice(1).split('/');
  if (!Object.hasOwn(formats, format)) return fault('GRP-36', `'${format}' is not a package format.`);
  if (namespace === undefined) return fault('GRP-35', `after the format follow '/' and '*', or a namespace.`);
  if (more.length > 0) return fault('GRP-53', 'it has more than a format, a namespace and a name.');
  if (literal.includes('*')) return fault('GRP-52', "'*' stands at the end alone.");
  const found = namespaceFault(format as PackageFormat, namespace, name) ?? suffixFault(pattern, name);
  if (found) return fault(found.id, found.message);
  for (const text of [namespace, name]) {
    if (text && packageNameFault(text)) return fault('GRP-53', `'${text}' can be in no namespace or name.`);
  }
  const { normalizeNamespace, normalizeName } = formats[format as PackageFormat];
  const normalized = normalizeNamespace(namespace) === namespace && normalizeName(name ?? '') === (name ?? '');
  return normalized ? undefined : fault('GRP-51', `a ${format} package is never stored under such a name.`);
}

/** Whether a namespace stands where the format has none, or none where it has one. */
function namespaceFault(format: PackageFormat, namespace: string, name: string | undefined): Fault | undefined {
  const rule = formats[format].namespace;
  if (rule === 'none' && namespace !== '') {
    return { id: 'GRP-45', message: `a ${format} package has no namespace; that part stays empty.` };
  }
  if (rule === 'required' && namespace === '' && name !== undefined) {
    return { id: name === '' ? 'GRP-48' : 'GRP-47', message: `a ${format} package has a namespace.` };
  }
  return undefined;
}

/** Whether the suffix can follow what is before it. */
function suffixFault(pattern: string, name: string | undefined): Fault | undefined {
  const isAfterWord = /[\p{L}\p{N}\p{M}].$/u.test(pattern);
  if (pattern.endsWith('$') && !name) return { id: 'GRP-42', message: "'$' follows a name." };
  if (pattern.endsWith('~') && !isAfterWord) return { id: 'GRP-38', message: "'~' follows a letter, number or mark." };
  if (pattern.endsWith('*') && isAfterWord) {
    return { id: 'GRP-41', message: "after a letter, number or mark stands '~', not '*'." };
  }
  return undefined;
}
