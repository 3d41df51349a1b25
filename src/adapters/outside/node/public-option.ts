import { isExternalConnectionName } from '../../../formats';
import type { ExternalConnectionName } from '../../../model/coordinates';
import { isHttpAddress } from '../../http-address';

/** What `--public NAME=URL` says: the address of a public repository, or `auto`. */
export interface PublicOption {
  readonly connection: ExternalConnectionName;
  readonly address: string;
}

/** Reads the values of `--public`. Throws an Error for one that names no public repository, or no address. */
export function publicOptionsIn(values: readonly string[]): readonly PublicOption[] {
  const found = new Map<string, PublicOption>();
  for (const value of values) {
    const [, name = '', address = ''] = /^([^=]*)=(.*)$/s.exec(value) ?? [];
    const connection = `public:${name}`;
    if (!isExternalConnectionName(connection)) {
      throw new Error(
        `--public is NAME=URL or NAME=auto, with the name of a public repository, as npmjs, not '${name || value}'`,
      );
    }
    if (address !== 'auto' && !isHttpAddress(address.replace(/^sparse\+/, ''))) {
      throw new Error(`--public ${name}= needs an address that begins with http: or https:, or auto`);
    }
    if (found.has(connection)) throw new Error(`--public ${name}= is given twice`);
    found.set(connection, { connection, address });
  }
  return [...found.values()];
}
