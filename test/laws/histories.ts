import fc from 'fast-check';
import type {
  PackageGroupOriginRestrictionMode,
  PackageGroupOriginRestrictionType,
  PackageVersionStatus,
} from '../../src/api/types';
import { formats } from '../../src/formats';
import type { ExternalConnectionName, PackageCoordinates } from '../../src/model/coordinates';
import type { StateOptions } from '../../src/model/initial-state';
import type { Asset } from '../../src/model/state';
import type { Result } from '../../src/model/view';
import { contentOf } from '../support';
import { assetOf, at, Estate, named, subjects } from './support';

/** One thing that somebody does, as data. */
export type Action =
  | { readonly do: 'publish'; readonly in: Name; readonly version: string; readonly text: string; readonly tag: string }
  | { readonly do: 'fetch'; readonly in: Name; readonly version: string; readonly more: boolean }
  | { readonly do: 'list' | 'delete package' | 'connect' | 'disconnect'; readonly in: Name }
  | { readonly do: 'set status'; readonly in: Name; readonly version: string; readonly status: PackageVersionStatus }
  | { readonly do: 'dispose' | 'delete'; readonly in: Name; readonly version: string }
  | { readonly do: 'copy'; readonly in: Name; readonly to: Name; readonly version: string; readonly overwrite: boolean }
  | { readonly do: 'create' | 'relate'; readonly in: Name; readonly upstreams: readonly Name[] }
  | { readonly do: 'delete repository'; readonly in: Name }
  | { readonly do: 'restrict'; readonly in: Name; readonly publish: Setting; readonly upstream: Setting }
  | { readonly do: 'create group' | 'delete group'; readonly of: Members }
  | { readonly do: 'control'; readonly of: Members; readonly type: Type; readonly mode: Mode; readonly in: Name }
  | { readonly do: 'offer'; readonly version: string; readonly text: string; readonly more: boolean }
  | { readonly do: 'withdraw'; readonly version: string }
  | { readonly do: 'outage'; readonly over: boolean }
  | { readonly do: 'wait'; readonly seconds: number };

type Name = (typeof repositoryNames)[number];
type Setting = 'ALLOW' | 'BLOCK';
/** Whom a package group has: the package under another case is a weak member (GRP-68). */
type Members = 'all' | 'format' | 'package' | 'other case';
type Type = PackageGroupOriginRestrictionType;
type Mode = PackageGroupOriginRestrictionMode;

export const repositoryNames = ['constructor', 'toString', 'middle', 'store'] as const;
const versions = ['1.0.0', '2.0.0', '3.0.0-SNAPSHOT'];
const texts = ['x', 'yy', 'zzzz'];

const name = fc.constantFrom(...repositoryNames);
const version = fc.constantFrom('1.0.0', ...versions);
const text = fc.constantFrom(...texts);
const setting = fc.constantFrom<Setting>('ALLOW', 'ALLOW', 'BLOCK');
const upstreams = fc.uniqueArray(name, { maxLength: 3 });
const is = <const T extends string>(...values: readonly T[]) => fc.constantFrom(...values);

export const anyAction: fc.Arbitrary<Action> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: is('publish'), in: name, version, text, tag: is('latest', '__proto__') }) },
  { weight: 8, arbitrary: fc.record({ do: is('fetch'), in: name, version, more: fc.boolean() }) },
  fc.record({ do: is('list', 'delete package', 'connect', 'disconnect'), in: name }),
  fc.record({ do: is('set status'), in: name, version, status: is('Published', 'Unlisted', 'Archived') }),
  fc.record({ do: is('dispose', 'delete'), in: name, version }),
  { weight: 2, arbitrary: fc.record({ do: is('copy'), in: name, to: name, version, overwrite: fc.boolean() }) },
  fc.record({ do: is('create', 'relate'), in: name, upstreams }),
  fc.record({ do: is('delete repository'), in: name }),
  { weight: 2, arbitrary: fc.record({ do: is('restrict'), in: name, publish: setting, upstream: setting }) },
  fc.record({ do: is('create group', 'delete group'), of: is('all', 'format', 'package', 'other case') }),
  fc.record({
    do: is('control'),
    of: is('all', 'format', 'package'),
    type: is('EXTERNAL_UPSTREAM', 'INTERNAL_UPSTREAM', 'PUBLISH'),
    mode: is('ALLOW', 'ALLOW', 'ALLOW', 'INHERIT', 'BLOCK', 'ALLOW_SPECIFIC_REPOSITORIES'),
    in: name,
  }),
  { weight: 3, arbitrary: fc.record({ do: is('offer'), version, text, more: fc.boolean() }) },
  fc.record({ do: is('withdraw'), version }),
  fc.record({ do: is('outage'), over: fc.boolean() }),
  {
    weight: 2,
    arbitrary: fc
      .record({ do: is('wait'), seconds: is(...([1, 179, 180, 1800, 10800].map(String) as string[])) })
      .map(({ seconds }) => ({ do: 'wait' as const, seconds: Number(seconds) })),
  },
);

/** A history with its setting: its package and the delays. */
export interface History {
  readonly format: 'npm' | 'pypi' | 'maven';
  readonly latency: StateOptions['latency'];
  readonly actions: readonly Action[];
}

export const anyHistory = (action: fc.Arbitrary<Action> = anyAction): fc.Arbitrary<History> =>
  fc.record({
    format: is('npm', 'pypi', 'maven', 'pypi', 'maven'),
    latency: is('none', 'none', 'documented'),
    actions: fc.array(action, { maxLength: 80, size: 'max' }),
  });

/** The world in which every history begins: a chain, its end with a connection, and a public version. */
export function beginning({ format, latency }: Pick<History, 'format' | 'latency'>): Estate {
  const graph = {
    constructor: ['middle', 'toString'],
    toString: [],
    middle: ['store'],
    store: connectionOf(subjects[format]),
  };
  const estate = new Estate(graph, subjects[format], { latency });
  estate.learn({
    type: 'public repository',
    connection: connectionOf(subjects[format]),
    listsAssets: format !== 'maven',
  });
  estate.offer(connectionOf(subjects[format]), '1.0.0', { of: assetsOf(subjects[format], '1.0.0', 'x', true) });
  return estate;
}

const connectionOf = ({ format }: PackageCoordinates): ExternalConnectionName =>
  formats[format].externalConnections[0]!;

/** The usual asset with this text and, where the format has more than one, another, which may have the same text. */
function assetsOf(subject: PackageCoordinates, version: string, text: string, more: boolean): Asset[] {
  const usual = { name: assetOf(subject, version), ...contentOf(text) };
  return more && subject.format !== 'npm'
    ? [usual, { name: moreOf(subject, version), ...contentOf(text === 'x' ? text : `${text}+`) }]
    : [usual];
}

const moreOf = ({ format, package: name }: PackageCoordinates, version: string): string =>
  format === 'pypi'
    ? `${name}-${version}-py3-none-any.whl`
    : format === 'maven'
      ? `${name}-${version}-linux.jar`
      : 'package.tgz';

/** Does it; undefined for what is no call of either door. */
export function perform(estate: Estate, action: Action): Result<unknown> | undefined {
  const { subject } = estate;
  const connection = connectionOf(subject);
  const versions = 'version' in action ? [action.version] : [];
  switch (action.do) {
    case 'publish': {
      const assets = assetsOf(subject, action.version, action.text, action.text === 'x');
      const tags = subject.format === 'npm' ? [action.tag] : [];
      return estate.ask('Publish', { ...estate.in(action.in), version: action.version, assets, tags });
    }
    case 'fetch': {
      const asset = action.more ? moreOf(subject, action.version) : assetOf(subject, action.version);
      return estate.ask('ReadAsset', { ...estate.in(action.in), version: action.version, asset });
    }
    case 'list':
      return estate.ask('ListVersions', estate.in(action.in));
    case 'delete package':
      return estate.attempt('DeletePackage', estate.in(action.in));
    case 'connect':
      return estate.attempt('AssociateExternalConnection', { ...at(action.in), externalConnection: connection });
    case 'disconnect':
      return estate.attempt('DisassociateExternalConnection', { ...at(action.in), externalConnection: connection });
    case 'set status':
      return estate.attempt('UpdatePackageVersionsStatus', {
        ...estate.in(action.in),
        versions,
        targetStatus: action.status,
      });
    case 'dispose':
      return estate.attempt('DisposePackageVersions', { ...estate.in(action.in), versions });
    case 'delete':
      return estate.attempt('DeletePackageVersions', { ...estate.in(action.in), versions });
    case 'copy': {
      const { in: sourceRepository, to: destinationRepository, overwrite: allowOverwrite } = action;
      const places = { domain: 'my-domain', sourceRepository, destinationRepository };
      return estate.attempt('CopyPackageVersions', {
        ...places,
        ...subject,
        versions,
        allowOverwrite,
        includeFromUpstream: true,
      });
    }
    case 'create':
      return estate.attempt('CreateRepository', { ...at(action.in), upstreams: named(action.upstreams) });
    case 'relate':
      return estate.attempt('UpdateRepository', { ...at(action.in), upstreams: named(action.upstreams) });
    case 'delete repository':
      return estate.attempt('DeleteRepository', at(action.in));
    case 'restrict': {
      const restrictions = { publish: action.publish, upstream: action.upstream };
      return estate.attempt('PutPackageOriginConfiguration', { ...estate.in(action.in), restrictions });
    }
    default:
      return 'of' in action ? performOnGroup(estate, action) : void performOutside(estate, action);
  }
}

function performOnGroup(
  estate: Estate,
  action: Extract<Action, { do: 'create group' | 'delete group' | 'control' }>,
): Result<unknown> {
  const request = { domain: 'my-domain', packageGroup: patternOf(estate.subject, action.of) };
  if (action.do !== 'control') {
    return estate.attempt(action.do === 'create group' ? 'CreatePackageGroup' : 'DeletePackageGroup', request);
  }
  const { in: repositoryName, type: originRestrictionType, mode } = action;
  return estate.attempt('UpdatePackageGroupOriginConfiguration', {
    ...request,
    restrictions: { [originRestrictionType]: mode },
    addAllowedRepositories: mode === 'ALLOW_SPECIFIC_REPOSITORIES' ? [{ repositoryName, originRestrictionType }] : [],
  });
}

function patternOf({ format, namespace = '', package: name }: PackageCoordinates, members: Members): string {
  if (members === 'all') return '/*';
  if (members === 'format') return `/${format}/*`;
  return members === 'package' ? `/${format}/${namespace}/${name}$` : `/${format}/${namespace}/${name.toUpperCase()}$`;
}

/** What happens around the service. */
function performOutside(estate: Estate, action: Action): void {
  const connection = connectionOf(estate.subject);
  if (action.do === 'offer') {
    const of = assetsOf(estate.subject, action.version, action.text, action.more);
    estate.offer(connection, action.version, { of, publishedTime: estate.now });
  }
  if (action.do === 'withdraw') estate.withdraw(connection, action.version);
  if (action.do === 'outage') estate.learn({ type: 'public repository', connection, available: action.over });
  if (action.do === 'wait') estate.now += action.seconds * 1000;
}
