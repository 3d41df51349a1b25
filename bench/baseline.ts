import { sha256 } from '@noble/hashes/sha2.js';
import { base64 } from '@scure/base';
import type { Asset } from '../src/model/state';
import { asciiJson } from '../src/model/text';

/**
 * What a program would do that only wanted the answers: the same questions on mutable Maps, without history, trace,
 * checks or undo. Revisions are computed, since they are part of the answers.
 */
export interface PlainVersion {
  version: string;
  revision: string;
  status: string;
  publishedTime: number;
  assets: readonly Asset[];
}

export interface PlainRepository {
  name: string;
  upstreams: PlainRepository[];
  connection: Map<string, PlainVersion> | undefined;
  packages: Map<string, Map<string, PlainVersion>>;
  sequences: Map<string, number>;
}

export interface PlainDomain {
  repositories: Map<string, PlainRepository>;
  assets: Map<string, { size: number; references: number }>;
  size: number;
  events: unknown[];
}

export class Baseline {
  readonly domains = new Map<string, PlainDomain>();

  repository(owner: string, domain: string, name: string): PlainRepository {
    const found = this.domains.get(`${owner}/${domain}`)?.repositories.get(name);
    if (!found) throw new Error('not found');
    return found;
  }

  /** The asset, from the repository itself, from an upstream, or from behind a connection; undefined when nowhere. */
  read(owner: string, domain: string, name: string, key: string, version: string, asset: string): Asset | undefined {
    const requested = this.repository(owner, domain, name);
    const own = requested.packages.get(key)?.get(version);
    if (own) return served(own, asset);
    const list: PlainRepository[] = [];
    walk(requested, list);
    for (const repository of list) {
      const found = repository.packages.get(key)?.get(version);
      if (!found) continue;
      const given = served(found, asset);
      if (given) this.keep(owner, domain, requested, key, found);
      return given;
    }
    for (const repository of list) {
      const offered = repository.connection?.get(`${key}@${version}`);
      if (!offered) continue;
      const record = { ...offered, revision: revision(key, version, offered.assets) };
      this.keep(owner, domain, repository, key, record);
      if (repository !== requested) this.keep(owner, domain, requested, key, record);
      return served(record, asset);
    }
    return undefined;
  }

  publish(
    owner: string,
    domain: string,
    name: string,
    key: string,
    version: string,
    assets: readonly Asset[],
    now: number,
  ): void {
    const repository = this.repository(owner, domain, name);
    if (repository.packages.get(key)?.has(version)) throw new Error('exists');
    const record = {
      version,
      revision: revision(key, version, assets),
      status: 'Published',
      publishedTime: now,
      assets,
    };
    this.keep(owner, domain, repository, key, record);
  }

  /** A page of the package names of a repository, in order. */
  list(owner: string, domain: string, name: string, after: string, size: number): string[] {
    const names = [...this.repository(owner, domain, name).packages.keys()].sort();
    const start = names.findIndex((candidate) => candidate > after);
    return names.slice(start, start + size);
  }

  private keep(
    owner: string,
    domainName: string,
    repository: PlainRepository,
    key: string,
    record: PlainVersion,
  ): void {
    const domain = this.domains.get(`${owner}/${domainName}`)!;
    let versions = repository.packages.get(key);
    if (!versions) {
      versions = new Map();
      repository.packages.set(key, versions);
    }
    versions.set(record.version, record);
    for (const { hashes, size } of record.assets) {
      const known = domain.assets.get(hashes['SHA-256']);
      if (known) known.references += 1;
      else {
        domain.assets.set(hashes['SHA-256'], { size, references: 1 });
        domain.size += size;
      }
    }
    const sequence = (repository.sequences.get(key) ?? 0) + 1;
    repository.sequences.set(key, sequence);
    domain.events.push({ domainName, repository: repository.name, key, version: record.version, sequence });
  }
}

function walk(repository: PlainRepository, list: PlainRepository[]): void {
  if (list.length > 25 || list.includes(repository)) return;
  list.push(repository);
  for (const upstream of repository.upstreams) walk(upstream, list);
}

const served = ({ status, assets }: PlainVersion, asset: string): Asset | undefined =>
  status === 'Published' || status === 'Unlisted' ? assets.find(({ name }) => name === asset) : undefined;

const revision = (key: string, version: string, assets: readonly Asset[]): string =>
  base64.encode(sha256(asciiJson([key, version, ...assets.flatMap(({ name, hashes }) => [name, hashes['SHA-256']])])));
