import type { PackageFormat } from '../../api/types';
import type { Protocol } from './protocol';

/** Each is loaded when the first request for its format comes: none waits for what another needs. */
const loaders: Readonly<Record<PackageFormat, () => Promise<Protocol>>> = Object.freeze({
  npm: async () => (await import('./npm/npm')).npm,
  pypi: async () => (await import('./pypi/pypi')).pypi,
  maven: async () => (await import('./maven/maven')).maven,
  nuget: async () => (await import('./nuget/nuget')).nuget,
  generic: async () => (await import('./generic')).generic,
  ruby: async () => (await import('./ruby/ruby')).ruby,
  swift: async () => (await import('./swift/swift')).swift,
  cargo: async () => (await import('./cargo/cargo')).cargo,
});

const loaded: Partial<Record<PackageFormat, Protocol>> = {};

/** The protocol of a format. */
export async function protocolOf(format: PackageFormat): Promise<Protocol> {
  loaded[format] ??= await loaders[format]();
  return loaded[format];
}
