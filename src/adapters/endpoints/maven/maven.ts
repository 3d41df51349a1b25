import { messageRefusal, type Protocol } from '../protocol';
import { read } from './read';
import { write } from './write';

/** Maven's repository layout: files, their checksums and metadata files, by GET and PUT of their paths (MVN-79). */
export const maven: Protocol = {
  format: 'maven',
  routes: [
    { method: 'GET', path: '{path*}', handle: read },
    { method: 'PUT', path: '{path*}', handle: write },
  ],
  refusal: messageRefusal,
};
