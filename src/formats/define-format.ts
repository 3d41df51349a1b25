import {
  assetNameFault,
  fault,
  type Judge,
  packageNameFault,
  packageNamespaceFault,
  packageVersionFault,
} from './fault';
import type { FormatRules } from './format-rules';

type Stated =
  | 'format'
  | 'namespace'
  | 'externalConnections'
  | 'upstreams'
  | 'newAssets'
  | 'unfinished'
  | 'apiNormalizes'
  | 'displayName'
  | 'defaultDisplayVersion';

/** What a format states of itself: all that is a plain fact, and of the functions those that differ from the usual. */
export type FormatDefinition = Pick<FormatRules, Stated> & Partial<Omit<FormatRules, Stated | 'looseVersions'>>;

const asGiven = (text: string): string => text;

/**
 * Completes a format, and freezes it. Left out, a normalisation changes nothing (PKG-19), an identity is the stored
 * form (VER-18), publishing is one action (IAM-66), and a text is judged only as the API judges it. A judge of the
 * format itself comes before that; the API's judges see the text in its stored form, for that is what a caller of the
 * API will have to give.
 */
export function defineFormat(own: FormatDefinition): FormatRules {
  const { normalizeName = asGiven, normalizeNamespace = asGiven, normalizeVersion = asGiven } = own;
  const namespaceFault = own.namespace === 'none' ? noNamespace(own.format) : own.namespaceFault;
  return Object.freeze<FormatRules>({
    versionIdentity: normalizeVersion,
    catalogueByName: false,
    ignoresNameCase: false,
    laterAssets: 'none',
    publishActions: ['PublishPackageVersion'],
    isSnapshot: () => false,
    compareVersions: (version, other) => (version < other ? -1 : version > other ? 1 : 0),
    ...own,
    looseVersions: own.versionIdentity !== undefined,
    externalConnections: Object.freeze([...own.externalConnections]),
    normalizeName,
    normalizeNamespace,
    normalizeVersion,
    nameFault: both(own.nameFault, (name) => packageNameFault(normalizeName(name))),
    namespaceFault: both(namespaceFault, (namespace) => packageNamespaceFault(normalizeNamespace(namespace))),
    versionFault: both(own.versionFault, (version) => packageVersionFault(normalizeVersion(version))),
    assetFault: both(own.assetFault, assetNameFault),
  });
}

function both(first: Judge | undefined, second: Judge): Judge {
  return (text) => first?.(text) ?? second(text);
}

/** PKG-11, PKG-14. */
function noNamespace(format: string): Judge {
  return (namespace) => fault('PKG-14', namespace, `allowed: a ${format} package has no namespace`);
}
