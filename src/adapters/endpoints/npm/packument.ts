import { comparePrecedence } from '../../../formats/semantic-version';
import type { ListedVersion, Listing } from '../../../resolution/listing';
import { type Answer, asset, document } from '../answer';
import type { EndpointCall } from '../protocol';
import { noSuchPath } from '../refusals';
import { rememberedDocument } from './documents';
import { type Form, type Manifest, manifestOf } from './manifest';
import { fullName, nameIn } from './names';

const abbreviatedType = 'application/vnd.npm.install-v1+json';

/** Everything about a package: abbreviated for who asks so (NPM-17), else full. */
export async function readPackument({ repository, params, headers, base }: EndpointCall): Promise<Answer> {
  const name = nameIn(params);
  const listing = await repository.list(name);
  const form: Form = headers.get('accept')?.includes(abbreviatedType) ? 'abbreviated' : 'full';
  const type = form === 'full' ? 'application/json' : abbreviatedType;
  const key = `${form} ${base}${fullName(name)}`;
  const make = () => packument(fullName(name), listing, form, base);
  const made = rememberedDocument(repository.simulator, key, listing, make);
  return document(type, made.body, { etag: made.etag, headers: { vary: 'accept' } });
}

/** The manifest of the one version that is named, by itself or by a tag (NPM-26). */
export async function readVersion({ repository, params, base }: EndpointCall): Promise<Answer> {
  const name = nameIn(params);
  const { versions, tags } = await repository.list(name);
  const asked = params.version!;
  const listed =
    versions.find(({ version }) => version === asked) ?? versions.find(({ version }) => version === tags[asked]);
  if (!listed) throw noSuchPath(`${fullName(name)}/${asked}`);
  const place = { listed, manifest: manifestOf(fullName(name), listed) };
  return document('application/json', withDist(place, 'full', shownBase(base)));
}

/** The tarball of a version (NPM-27). */
export async function readTarball({ repository, params }: EndpointCall): Promise<Answer> {
  const name = nameIn(params);
  const { file = '' } = params;
  const isTarball = file.startsWith(`${name.package}-`) && file.endsWith('.tgz');
  const version = isTarball ? file.slice(name.package.length + 1, -'.tgz'.length) : '';
  if (version === '') throw noSuchPath(`${fullName(name)}/-/${file}`);
  return asset('application/octet-stream', await repository.read({ ...name, version, asset: 'package.tgz' }));
}

interface Place {
  readonly listed: ListedVersion;
  readonly manifest: Manifest;
}

/** The document, put together from what is remembered of its versions. */
function packument(name: string, { versions, tags }: Listing, form: Form, base: string): string {
  const places = versions.map((listed): Place => ({ listed, manifest: manifestOf(name, listed) }));
  places.sort((a, b) => comparePrecedence(a.manifest.precedence, b.manifest.precedence)); // NPM-11
  const at = shownBase(base);
  const texts = places.map((place) => `${place.manifest.key}:${withDist(place, form, at)}`);
  const members = [
    membersOf(
      form === 'full'
        ? { _id: name, name, ...hoisted(places, tags.latest) }
        : { name, modified: ends(places).modified },
    ),
    `"dist-tags":${JSON.stringify(tags)}`,
    `"versions":{${texts.join(',')}}`,
    ...(form === 'full' ? [`"time":{${timesOf(places)}}`] : []),
  ];
  return `{${members.join(',')}}`;
}

/** The members of an object as a JSON text, without the braces. */
const membersOf = (value: object): string => JSON.stringify(value).slice(1, -1);

/**
 * A version with the place and the sum of its tarball, as far as it is known (NPM-24, NPM-25). What is spliced in needs
 * no escape in JSON.
 */
function withDist({ listed, manifest }: Place, form: Form, base: string): string {
  const shasum = listed.assets[0]?.hashes['SHA-1'];
  const dist = `"tarball":"${base}${manifest.tarball}"`;
  return `${manifest.text(form)},"dist":{${shasum === undefined ? dist : `"shasum":"${shasum}",${dist}`}}}`;
}

/** The endpoint as the documents write it: with the port, also where it is the usual one (NPM-23, AUT-07). */
function shownBase(base: string): string {
  const { protocol, hostname, port, pathname } = new URL(base);
  const shown = protocol === 'https:' && port === '' ? `https://${hostname}:443${pathname}` : base;
  return JSON.stringify(shown).slice(1, -1);
}

/** The members of `time`: those of all versions of which one is known, after the first and the last (NPM-21). */
function timesOf(places: readonly Place[]): string {
  const times = [membersOf(ends(places))];
  for (const { listed, manifest } of places) {
    if (listed.publishedTime !== undefined) times.push(`${manifest.key}:"${textOf(listed.publishedTime)}"`);
  }
  return times.filter((each) => each !== '').join(',');
}

/** The first and the last time (NPM-22); neither when none is known. */
function ends(places: readonly Place[]): { readonly created?: string; readonly modified?: string } {
  let [created, modified] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { listed } of places) {
    if (listed.publishedTime === undefined) continue;
    created = Math.min(created, listed.publishedTime);
    modified = Math.max(modified, listed.publishedTime);
  }
  return created > modified ? {} : { created: textOf(created), modified: textOf(modified) };
}

const textOf = (time: number): string => new Date(time).toISOString();

/** What the document says of the package itself: the version of `latest` says it (NPM-19). */
function hoisted(places: readonly Place[], latest: string | undefined): object {
  const place = latest === undefined ? undefined : places.find(({ listed }) => listed.version === latest);
  if (!place) return {};
  const members = place.manifest.members();
  const shown = ['description', 'homepage', 'repository', 'license', 'author', 'maintainers', 'keywords', 'bugs'];
  return {
    ...Object.fromEntries(shown.map((member) => [member, members[member]])),
    readme: place.listed.metadata.readme,
    readmeFilename: members.readmeFilename,
  };
}
