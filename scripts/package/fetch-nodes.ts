/** Fetches the Nodes under which the package is checked, so that the check itself needs no network. */
import { installNodes } from './nodes';

console.log(
  installNodes()
    .map(({ version }) => version)
    .join(' '),
);
