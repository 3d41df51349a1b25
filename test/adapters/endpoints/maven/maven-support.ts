import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import { type Asking, Endpoint } from '../support';

/** The package that tests publish. */
export const app = { namespace: 'com.mycompany.app', package: 'my-app' } as const;
export const appPath = 'com/mycompany/app/my-app';

export const kinds = { md5: 'md5', sha1: 'sha1', sha256: 'sha256', sha512: 'sha512' } as const;
export type Kind = keyof typeof kinds;

/** The hexadecimal digest of a text. */
export const digestOf = (kind: Kind, text: string | Uint8Array): string => createHash(kind).update(text).digest('hex');

/** The metadata of a package as clients upload it. */
export const metadataOf = (
  versions: readonly string[],
  { namespace, package: name } = app as typeof app | Named,
): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<metadata modelVersion="1.1.0">
  <groupId>${namespace}</groupId>
  <artifactId>${name}</artifactId>
  <versioning>
    <latest>${versions.at(-1)}</latest>
    <release>${versions.at(-1)}</release>
    <versions>${versions.map((version) => `<version>${version}</version>`).join('')}</versions>
    <lastUpdated>20200731090423</lastUpdated>
  </versioning>
</metadata>`;

interface Named {
  readonly namespace: string;
  readonly package: string;
}

/** The metadata of a snapshot as clients upload it; of each file its extension. */
export const snapshotMetadataOf = (
  timestamp: string,
  buildNumber: number,
  { base = '1.0', named = app as Named, extensions = ['jar', 'pom'], withTimestamp = true } = {},
): string =>
  `<metadata modelVersion="1.1.0"><groupId>${named.namespace}</groupId><artifactId>${named.package}</artifactId>
<version>${base}-SNAPSHOT</version><versioning><snapshot>${
    withTimestamp ? `<timestamp>${timestamp}</timestamp>` : ''
  }<buildNumber>${buildNumber}</buildNumber></snapshot><lastUpdated>${timestamp.replace('.', '')}</lastUpdated>
<snapshotVersions>${extensions
    .map((extension) => {
      const value = `${base}-${timestamp}-${buildNumber}`;
      const updated = timestamp.replace('.', '');
      const rest = `<value>${value}</value><updated>${updated}</updated>`;
      return `<snapshotVersion><extension>${extension}</extension>${rest}</snapshotVersion>`;
    })
    .join('')}</snapshotVersions></versioning></metadata>`;

/** An endpoint with the requests of Maven's clients. */
export class MavenEndpoint extends Endpoint {
  constructor(options: ConstructorParameters<typeof Endpoint>[1] = {}) {
    super('maven', options);
  }

  /** The status of a PUT. */
  async put(path: string, body: string | Uint8Array, asking: Asking = {}): Promise<number> {
    return (await this.ask(path, { method: 'PUT', body, ...asking })).status;
  }

  /** The text of a GET that must succeed. */
  async text(path: string, asking: Asking = {}): Promise<string> {
    const response = await this.ask(path, asking);
    expect([path, response.status]).toEqual([path, 200]);
    return response.text();
  }

  async status(path: string, asking: Asking = {}): Promise<number> {
    return (await this.ask(path, asking)).status;
  }

  /** Publishes a version of `app` with a JAR, whose text is its name, and a POM, in the order of `mvn deploy`. */
  async deploy(version: string, { pom = '<project/>', repository = 'team' } = {}): Promise<void> {
    const folder = `${appPath}/${version}/my-app-${version}`;
    expect(await this.put(`${folder}.jar`, `my-app-${version}.jar`, { repository })).toBe(201);
    expect(await this.put(`${folder}.pom`, pom, { repository })).toBe(201);
    expect(await this.put(`${appPath}/maven-metadata.xml`, metadataOf([version]), { repository })).toBe(200);
  }

  /** Puts a JAR and a POM of a build of a snapshot of `app`. */
  async putBuild(timestamp: string, buildNumber: number, { base = '1.0', repository = 'team' } = {}): Promise<void> {
    const file = `${appPath}/${base}-SNAPSHOT/my-app-${base}-${timestamp}-${buildNumber}`;
    for (const ending of ['jar', 'pom']) {
      const status = await this.put(`${file}.${ending}`, `${ending} ${buildNumber} of ${base} in ${repository}`, {
        repository,
      });
      expect(status).toBe(201);
    }
  }

  /** Publishes a build of a snapshot of `app`. */
  async deployBuild(timestamp: string, buildNumber: number, { base = '1.0', repository = 'team' } = {}): Promise<void> {
    await this.putBuild(timestamp, buildNumber, { base, repository });
    const path = `${appPath}/${base}-SNAPSHOT/maven-metadata.xml`;
    expect(await this.put(path, snapshotMetadataOf(timestamp, buildNumber, { base }), { repository })).toBe(200);
  }

  /** Sets the origin controls of `app`: what is published first blocks its upstreams (ORG-13). */
  restrict(upstream: 'ALLOW' | 'BLOCK', repository = 'team'): void {
    const restrictions = { publish: 'ALLOW', upstream } as const;
    const at = { domain: 'my-domain', repository, format: 'maven' as const, ...app };
    const result = this.simulator.execute('PutPackageOriginConfiguration', { ...at, restrictions });
    if (!result.ok) throw new Error(result.error.message);
  }

  assets(of: Named, packageVersion: string, repository = 'team') {
    const at = { domain: 'my-domain', repository, format: 'maven' as const, packageVersion, ...of };
    const result = this.simulator.execute('ListPackageVersionAssets', at);
    if (!result.ok) throw new Error(result.error.message);
    return result.output.assets!;
  }

  names(of: Named, packageVersion: string, repository = 'team'): string[] {
    return this.assets(of, packageVersion, repository).map(({ name }) => name!);
  }

  /** The text of an element of an XML document. */
  static element(text: string, name: string): string | undefined {
    return new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1];
  }

  static elements(text: string, name: string): string[] {
    return [...text.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, value]) => value!);
  }
}
