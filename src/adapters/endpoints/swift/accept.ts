import { unacceptable } from '../refusals';

/** What a resource can be given as: its name in the protocol's media types, and its own type. */
const types = { json: 'application/json', swift: 'text/x-swift', zip: 'application/zip' } as const;

const vendor = /^application\/vnd\.swift\.registry(?:\.v([^+]*))?(?:\+(.*))?$/;

/**
 * Refuses a request whose `Accept` names another version of the protocol with 400, and one that takes nothing that the
 * resource has with 415 (SWF-30). Without the header everything is taken (SWF-31).
 */
export function demandAccepted(headers: Headers, kind: keyof typeof types): void {
  const accept = headers.get('accept')?.trim();
  if (!accept) return;
  const asked = accept.split(',').map((range) => range.split(';', 1)[0]!.trim().toLowerCase());
  if (asked.some((range) => isTaken(range, kind))) return;
  const other = asked.find((range) => (vendor.exec(range)?.[1] ?? '1') !== '1');
  if (other !== undefined) throw unacceptable(`There is version 1 of the protocol, and none of '${other}'.`);
  throw unacceptable(`This is ${types[kind]}, and the request takes '${accept}'.`, 415);
}

function isTaken(range: string, kind: keyof typeof types): boolean {
  const [, version = '1', media = kind] = vendor.exec(range) ?? [];
  if (vendor.test(range)) return version === '1' && media === kind;
  return range === types[kind] || range === '*/*' || range === `${types[kind].split('/', 1)[0]}/*`;
}
