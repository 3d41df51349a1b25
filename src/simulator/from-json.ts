import { base64 } from '@scure/base';
import { isPolicyFault, parsePolicy } from '../access/policy';
import {
  type Codec,
  integer,
  type Json,
  list,
  members,
  oneOf,
  optional,
  ShapeError,
  text,
  within,
} from '../model/codec';
import { stateFromJson } from '../model/json';
import type { PolicyDocument, State } from '../model/state';
import { emptyByName } from '../model/wide-map';
import type { Given } from './assets';
import { type Clock, hostClock } from './clock';
import { type ContentStore, hashesOf, memoryStore } from './content-store';
import { Held } from './holder';
import { InProcessSimulator } from './in-process-simulator';
import type { Simulator } from './interface';
import { digestsOf } from './sweep';
import { type TrafficOptions, trafficOf } from './traffic/traffic';

/**
 * A simulator in the state that `toJSON` wrote, without past events. It has the bytes that were written too, and those
 * of its assets that the given store has already. Throws a ShapeError that names the place for anything else.
 */
export function fromJSON(
  json: unknown,
  options: TrafficOptions & { readonly clock?: Clock; readonly store?: ContentStore } = {},
): Simulator {
  const { clock = hostClock, store = memoryStore() } = options;
  const { version, account, region, state: written, bytes = [] } = envelope.read(json);
  if (version !== 1) throw new ShapeError(`expected 1, found ${version}`).within('version');
  const state = within('state', () => stateFromJson(written));
  within('state', () => checkPolicies(state));
  const contents = bytes.map((entry, index) => within('bytes', () => within(index, () => contentOf(entry))));
  const wanted = digestsOf(state);
  const kept = contents.filter(({ content }) => wanted.has(content.hashes['SHA-256']));
  const digests = new Set(kept.map(({ content }) => content.hashes['SHA-256']));
  for (const digest of wanted) if (store.get(digest)) digests.add(digest);
  const known = emptyByName<true>().withAll([...digests].map((digest) => [digest, true]));
  const held = new Held(store, { state, known: emptyByName(), log: undefined });
  held.move({ state, known, log: undefined, traffic: trafficOf(options) }, kept);
  return new InProcessSimulator(account, region, clock, held).fork();
}

/** Policies are texts to model/json.ts; one that nobody can read would fail the first call that it decides. */
function checkPolicies({ principals, domains }: State): void {
  for (const [arn, { policies, session }] of principals) {
    for (const policy of [...policies, ...(session?.policies ?? [])]) check(policy, 'identity', `'${arn}'`);
  }
  for (const { name, owner, permissionsPolicy, repositories } of domains.values()) {
    const domain = `domain '${name}' of ${owner}`;
    check(permissionsPolicy, 'resource', domain);
    for (const repository of repositories.values()) {
      check(repository.permissionsPolicy, 'resource', `repository '${repository.name}' in ${domain}`);
    }
  }
}

function check(policy: PolicyDocument | undefined, kind: 'identity' | 'resource', whose: string): void {
  const read = policy && parsePolicy(policy.document, kind);
  if (read && isPolicyFault(read)) throw new ShapeError(`a policy of ${whose} cannot be read: ${read.fault}`);
}

function contentOf([digest, encoded, ...rest]: readonly string[]): Given {
  if (digest === undefined || encoded === undefined || rest.length > 0) throw new ShapeError('expected two texts');
  const bytes = decoded(encoded);
  const hashes = hashesOf(bytes);
  if (hashes['SHA-256'] !== digest)
    throw new ShapeError(`the bytes have the SHA-256 ${hashes['SHA-256']}, not ${digest}`);
  return { content: { size: bytes.length, hashes }, bytes };
}

function decoded(encoded: string): Uint8Array {
  try {
    return base64.decode(encoded);
  } catch {
    throw new ShapeError('expected base64');
  }
}

/** What of a simulator is read here; the state is read by model/json.ts. */
interface Envelope {
  readonly kind: 'codeartifact-sim';
  readonly version: number;
  readonly account: string;
  readonly region: string;
  readonly state: unknown;
  readonly bytes?: readonly (readonly string[])[];
}

const asItIs: Codec<unknown> = { write: (value) => value as Json, read: (json) => json };

const envelope = members<Envelope>({
  kind: oneOf('codeartifact-sim'),
  version: integer,
  account: text,
  region: text,
  state: asItIs,
  bytes: optional(list(list(text))),
});
