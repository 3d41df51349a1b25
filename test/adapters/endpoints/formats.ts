import type { PackageFormat } from '../../../src/api/types';
import { formats } from '../../../src/formats';
import type { Endpoint } from './support';

/** One version of a format: what it is called, and where its endpoint has its file. */
export interface Specimen {
  readonly namespace?: string;
  readonly asset: string;
  readonly path: string;
}

/** Version 1.0.0 of package `mine` in each format that has an endpoint. */
export const specimens: Readonly<Record<Exclude<PackageFormat, 'generic'>, Specimen>> = {
  npm: { asset: 'package.tgz', path: 'mine/-/mine-1.0.0.tgz' },
  pypi: { asset: 'mine-1.0.0.tar.gz', path: 'simple/mine/1.0.0/mine-1.0.0.tar.gz' },
  maven: { namespace: 'com.mycompany', asset: 'mine-1.0.0.jar', path: 'com/mycompany/mine/1.0.0/mine-1.0.0.jar' },
  nuget: { asset: 'mine.1.0.0.nupkg', path: 'v3/flatcontainer/mine/1.0.0/mine.1.0.0.nupkg' },
  ruby: { asset: 'mine-1.0.0.gem', path: 'gems/mine-1.0.0.gem' },
  swift: { namespace: 'myscope', asset: 'mine-1.0.0.zip', path: 'myscope/mine/1.0.0.zip' },
  cargo: { asset: 'mine-1.0.0.crate', path: 'api/v1/crates/mine/1.0.0/download' },
};

export const servedFormats = Object.keys(specimens) as (keyof typeof specimens)[];
export const allFormats = Object.keys(formats) as PackageFormat[];

export const content = new TextEncoder().encode('the bytes of a package');

/** Where each endpoint lists the versions of that package. */
export const listPaths: Readonly<Record<keyof typeof specimens, string>> = {
  npm: 'mine',
  pypi: 'simple/mine/',
  maven: 'com/mycompany/mine/maven-metadata.xml',
  nuget: 'v3/registration4/mine/index.json',
  ruby: 'info/mine',
  swift: 'myscope/mine',
  cargo: 'mi/ne/mine',
};

/** Publishes the specimen of the endpoint's format, by the core's door for package managers. */
export function publishSpecimen(endpoint: Endpoint, version = '1.0.0'): Specimen {
  const { asset: name, namespace, path } = specimens[endpoint.format as keyof typeof specimens];
  const at = { domain: 'my-domain', repository: 'team', format: endpoint.format, namespace };
  const asset = name.replace('1.0.0', version);
  const assets = [{ name: asset, bytes: content }];
  const result = endpoint.simulator.request('Publish', { ...at, package: 'mine', version, assets });
  if (!result.ok) throw result.error;
  return { asset, namespace, path: path.replaceAll('1.0.0', version) };
}
