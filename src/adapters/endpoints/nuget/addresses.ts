import { formats } from '../../../formats';
import { encoded } from '../address';
import type { EndpointCall } from '../protocol';

/** The addresses of a package's documents: ids and versions in them are normalised and in lower case. */
export class PackageAddresses {
  readonly #base: string;
  /** As it stands in addresses. */
  readonly id: string;

  constructor({ base }: Pick<EndpointCall, 'base'>, id: string) {
    this.#base = base;
    this.id = formats.nuget.normalizeName(id);
  }

  /** The registration index (NUG-21). */
  get registration(): string {
    return `${this.#base}v3/registration4/${encoded(this.id)}/index.json`;
  }

  /** The registration leaf of a version. */
  leaf(version: string): string {
    return `${this.#base}v3/registration4/${encoded(this.id)}/${encoded(inPath(version))}.json`;
  }

  /** The `.nupkg` of a version (NUG-26). */
  content(version: string): string {
    const [id, ver] = [encoded(this.id), encoded(inPath(version))];
    return `${this.#base}v3/flatcontainer/${id}/${ver}/${id}.${ver}.nupkg`;
  }
}

/** A version as it stands in addresses and in the list of the flat container. */
export const inPath = (version: string): string => formats.nuget.normalizeVersion(version).toLowerCase();
