import type { PackageDependency } from '../../../api/types';
import { nuget } from '../../../formats/nuget';
import type { VersionMetadata } from '../../../model/state';
import { type Digests, digestsOf, hexOf } from '../integrity';
import type { Registry } from '../registry';
import type { PublicPackage, PublicRelease, SourceMaker } from '../source';
import { isLoose, known, type Loose, looseIn, membersAt, objectsAt, textAt, timeOf } from './json';

/** Resources by preference: those that have versions of SemVer 2 too come first. */
const registrations = ['3.6.0', 'Versioned', '3.4.0', '3.0.0-rc', '3.0.0-beta', ''].map((version) =>
  version === '' ? 'RegistrationsBaseUrl' : `RegistrationsBaseUrl/${version}`,
);
const accept = 'application/json';

/** A NuGet V3 service: its index leads to registrations, which have everything but sizes and digests. */
export const nugetSource: SourceMaker = (registry) => ({
  listsAssets: true,
  async package({ package: asked }) {
    const base = await registry.document(registry.address, { accept, parse: (text) => registrationsIn(looseIn(text)) });
    if (base === undefined) return undefined;
    const id = nuget.normalizeName(asked);
    const address = `${base.endsWith('/') ? base : `${base}/`}${encodeURIComponent(id)}/index.json`;
    const index = await registry.document(address, { accept, parse: looseIn });
    if (!index) return undefined;
    const pages = await Promise.all(objectsAt(index, 'items').map((page) => pageOf(registry, page)));
    return packageOf(
      registry,
      id,
      pages.flatMap((page) => objectsAt(page, 'items')),
    );
  },
});

function registrationsIn(index: Loose): string {
  const resources = objectsAt(index, 'resources');
  for (const type of registrations) {
    const found = resources.find((each) => each['@type'] === type);
    const address = found && textAt(found, '@id');
    if (address !== undefined) return address;
  }
  throw new Error('no registrations among the resources');
}

/** A page stands in the index, or by itself. */
async function pageOf(registry: Registry, page: Loose): Promise<Loose> {
  if (Array.isArray(page.items)) return page;
  const address = textAt(page, '@id');
  return (address === undefined ? undefined : await registry.document(address, { accept, parse: looseIn })) ?? {};
}

/** Unlisted versions are not told: what is in the catalogue is listed. */
function packageOf(registry: Registry, id: string, leaves: readonly Loose[]): PublicPackage | undefined {
  const listed = leaves.filter((leaf) => membersAt(leaf, 'catalogEntry').listed !== false);
  if (leaves.length === 0) return undefined;
  const named = listed.map((leaf) => textAt(membersAt(leaf, 'catalogEntry'), 'id')).find((each) => each !== undefined);
  return { name: named ?? id, releases: listed.flatMap((leaf) => releaseOf(registry, id, leaf)) };
}

function releaseOf(registry: Registry, id: string, leaf: Loose): PublicRelease[] {
  const entry = membersAt(leaf, 'catalogEntry');
  const version = textAt(entry, 'version');
  const content = textAt(leaf, 'packageContent') ?? textAt(entry, 'packageContent');
  if (version === undefined || content === undefined || nuget.versionFault(version)) return [];
  const details = textAt(entry, '@id');
  const publishedTime = timeOf(entry.published);
  const name = nuget.assetName!({ format: 'nuget', package: id }, version); // NUG-08
  return [
    {
      version,
      ...(publishedTime !== undefined && { publishedTime }),
      metadata: metadataOf(entry),
      tags: [],
      files: [
        {
          asset: { name, hashes: {} },
          address: registry.addressOf(content),
          digests: async () => (details === undefined ? undefined : detailsAt(registry, details)),
        },
      ],
    },
  ];
}

/** The leaf of the catalogue has the digest; what many other services have there has none. */
async function detailsAt(registry: Registry, address: string): Promise<Digests | undefined> {
  if (!/^https?:/.test(address)) return undefined;
  const leaf = await registry.document(address, { accept, parse: looseIn });
  if (!leaf) return undefined;
  const algorithm = (textAt(leaf, 'packageHashAlgorithm') ?? '').toLowerCase();
  const hashes = digestsOf({ [algorithm]: hexOf(textAt(leaf, 'packageHash') ?? '') });
  const size = Number.isSafeInteger(leaf.packageSize) ? { size: leaf.packageSize as number } : {};
  return { hashes, ...size };
}

const kept = [
  'authors',
  'description',
  'dependencyGroups',
  'iconUrl',
  'language',
  'licenseUrl',
  'licenseExpression',
  'minClientVersion',
  'projectUrl',
  'requireLicenseAcceptance',
  'summary',
  'tags',
  'title',
] as const;

/** The members of the catalogue entry as a manifest (NUG-31), and what the API tells of it (NUG-46 to NUG-50). */
function metadataOf(entry: Loose): VersionMetadata {
  const text = (member: string): string | undefined => textAt(entry, member) || undefined;
  const license = known({ name: text('licenseExpression'), url: text('licenseUrl') });
  const dependencies = dependenciesIn(entry);
  return known({
    summary: text('summary') ?? text('description'),
    homePage: text('projectUrl'),
    licenses: Object.keys(license).length > 0 ? [license] : undefined,
    dependencies: dependencies.length > 0 ? dependencies : undefined,
    manifest: JSON.stringify(known(Object.fromEntries(kept.map((member) => [member, entry[member]])))),
  });
}

function dependenciesIn(entry: Loose): PackageDependency[] {
  const found = new Map<string, PackageDependency>();
  for (const dependency of objectsAt(entry, 'dependencyGroups').flatMap((group) => objectsAt(group, 'dependencies'))) {
    const [id, range] = [textAt(dependency, 'id'), textAt(dependency, 'range')];
    if (!isLoose(dependency) || id === undefined) continue;
    found.set(JSON.stringify([id, range]), known({ package: id, versionRequirement: range }));
  }
  return [...found.values()];
}
