import type { State } from '../model/state';
import type { Context } from '../model/view';
import { plain, series, size } from './words';

/** A request as somebody made it, at either door of the core. */
export interface Subject {
  /** An operation of the API, or what a package manager does: `ListVersions`, `ReadAsset`, `Publish`. */
  readonly name: string;
  readonly input: unknown;
  readonly context: Context;
  /** The state before the request; with it an explanation also tells how the stored size changes. */
  readonly before?: State;
}

/** The members of an input that explanations read; those of another type count as absent. */
export class Members {
  readonly #values: Readonly<Record<string, unknown>>;

  constructor(input: unknown) {
    this.#values = typeof input === 'object' && input !== null ? (input as Record<string, unknown>) : {};
  }

  /** The text of a member, fit to print. */
  text(name: string): string | undefined {
    const value = this.#values[name];
    return typeof value === 'string' ? plain(value) : undefined;
  }

  /** The texts of a list, or those in a member of its items. */
  list(name: string, member?: string): string[] {
    const value = this.#values[name];
    if (!Array.isArray(value)) return [];
    const items = member === undefined ? value : value.map((item) => new Members(item).text(member));
    return items.filter((item) => typeof item === 'string');
  }

  /** The keys of a map. */
  keys(name: string): string[] {
    return Object.keys(this.of(name).#values);
  }

  /** The members of a member. */
  of(name: string): Members {
    return new Members(this.#values[name]);
  }

  number(name: string): number | undefined {
    const value = this.#values[name];
    return typeof value === 'number' ? value : undefined;
  }

  isFalse(name: string): boolean {
    return this.#values[name] === false;
  }

  /** The items of a list, as members each. */
  items(name: string): Members[] {
    const value = this.#values[name];
    return Array.isArray(value) ? value.map((item) => new Members(item)) : [];
  }
}

/** What was asked, in one sentence. */
export function question(subject: Subject): string {
  const input = new Members(subject.input);
  const place = placeOf(input);
  const version = input.text('version') ?? '?';
  switch (subject.name) {
    case 'ListVersions':
      return `A package manager asks${place.replace(' in ', ' ')} which versions of ${packageOf(input)} there are.`;
    case 'ReadAsset': {
      const asked = `asset ${input.text('asset') ?? '?'} of ${packageOf(input)}, version ${version}`;
      const only = input.isFalse('retain') ? ' It only looks, it does not fetch.' : '';
      return `A package manager asks${place.replace(' in ', ' ')} for ${asked}.${only}`;
    }
    case 'ReadRepository':
      return `A package manager asks${place.replace(' in ', ' ')} whether it may read there.`;
    case 'ReadIndex':
      return `A package manager asks${place.replace(' in ', ' ')} for all ${input.text('format') ?? ''} packages.`;
    case 'PutPackageMetadata':
      return `A package manager puts tags or deprecations of ${packageOf(input)}${into(place)}.`;
    case 'PutChecksum': {
      const sum = `${input.text('algorithm') ?? '?'} of ${input.text('asset') ?? 'the metadata file'}`;
      return `A package manager sends the ${sum} of ${packageOf(input)}${into(place)}.`;
    }
    case 'Publish':
      return `A package manager publishes ${packageOf(input)}, version ${version}${withAssets(input)}${into(place)}.`;
    default:
      return `${plain(subject.name)} is called${calledFor(input, place)}${details(input)}.`;
  }
}

/** What was asked, in a few words. */
export function shortQuestion({ name, input }: Subject): string {
  const members = new Members(input);
  const version = members.text('version') ?? members.text('packageVersion');
  const parts = [name, members.text('repository') ?? members.text('domain'), nameOf(members), version];
  return parts.filter((part) => part !== undefined).join(' ');
}

/** `npm package lodash`, with its namespace in front of the name. */
function packageOf(input: Members): string {
  return `${input.text('format') ?? 'the'} package ${nameOf(input) ?? '?'}`;
}

function nameOf(input: Members): string | undefined {
  const [name, namespace] = [input.text('package'), input.text('namespace')];
  return name === undefined || namespace === undefined ? name : `${namespace}/${name}`;
}

const calledFor = (input: Members, place: string): string =>
  nameOf(input) === undefined ? place.replace(' in ', ' on ') : ` for ${packageOf(input)}${place}`;

function placeOf(input: Members): string {
  const repository = input.text('repository');
  const source = input.text('sourceRepository');
  const domain = input.text('domain');
  const places = [
    repository === undefined ? '' : ` in repository ${repository}`,
    source === undefined ? '' : ` from repository ${source} to ${input.text('destinationRepository') ?? '?'}`,
  ].join('');
  if (domain === undefined) return places;
  return places === '' ? ` on domain ${domain}` : `${places} of domain ${domain}`;
}

const into = (place: string): string => place.replace(' in ', ' into ');

function withAssets(input: Members): string {
  const assets = input.items('assets').map((asset) => {
    const bytes = asset.number('size');
    return `${asset.text('name') ?? '?'}${bytes === undefined ? '' : `, ${size(bytes)}`}`;
  });
  return assets.length === 0 ? '' : ` (${series(assets)})`;
}

/** What else a call says: those members that decide what comes of it. */
function details(input: Members): string {
  const versions = [...input.list('versions'), ...input.keys('versionRevisions')];
  const single = input.text('packageVersion');
  const restrictions = input.of('restrictions');
  const publish = restrictions.text('publish');
  const said = [
    ['version', single],
    [
      versions.length === 1 ? 'version' : 'versions',
      versions.length === 0 ? undefined : series([...new Set(versions)]),
    ],
    ['asset', input.text('asset') ?? input.text('assetName')],
    ['target status', input.text('targetStatus')],
    ['expected status', input.text('expectedStatus')],
    ['upstreams', joined(input.list('upstreams', 'repositoryName'))],
    ['external connection', input.text('externalConnection')],
    ['package group', input.text('packageGroup')],
    ['resource', input.text('resourceArn')],
    ['restrictions', publish && `publish ${publish}, upstream ${restrictions.text('upstream') ?? '?'}`],
  ];
  const given = said.filter(([, value]) => value !== undefined).map(([name, value]) => `${name} ${value}`);
  return given.length === 0 ? '' : `, with ${given.join('; ')}`;
}

const joined = (names: readonly string[]): string | undefined => (names.length === 0 ? undefined : series(names));
