import type { HashAlgorithm } from '../api/types';
import { invalid, ServiceError } from '../model/errors';
import { noEvents } from '../model/event';
import { versionKey } from '../model/keys';
import type { Hashes, PackageVersion, State } from '../model/state';
import { Transaction } from '../model/transaction';
import type { View } from '../model/view';
import type { Answer } from './answer';
import { type EndpointRequest, findEndpoint } from './endpoint';

/** A checksum that a package manager sends after a file, so that the service compares it with its own (MVN-29). */
export interface PutChecksumInput extends EndpointRequest {
  /** Absent for the metadata file of the package itself. */
  readonly version?: string;
  /** Absent for a metadata file: that of the snapshot `version`, or that of the package itself (MVN-38). */
  readonly asset?: string;
  readonly algorithm: HashAlgorithm;
  /** The text as it was sent: hexadecimal digits, and after white space whatever its author wrote (MVN-33). */
  readonly digest: string;
}

/** There is nothing to say of a checksum that fits. */
export type PutChecksumOutput = Readonly<Record<never, never>>;

type Sought = ReturnType<typeof findEndpoint>;

/**
 * Compares a checksum with that of a stored file; nothing of it is stored (MVN-26). Refuses with 404 what there is no
 * file for (MVN-31), and with 400 a checksum that differs, which is remembered of an asset of an Unfinished version
 * until one that fits is sent (MVN-30, MVN-34, MVN-35).
 */
export function putChecksum(view: View, request: PutChecksumInput): Answer<PutChecksumOutput> {
  const { version = '', asset, algorithm } = request;
  const sought = findEndpoint(view, request);
  const name = asset ?? 'maven-metadata.xml';
  const record = asset === undefined ? undefined : sought.repository.versions.get(versionKey(sought.key, version));
  const hashes = record
    ? record.assets.find((each) => each.name === asset)?.hashes
    : metadataFile(sought, asset === undefined ? version : undefined);
  if (!hashes) throw view.refuse('MVN-31', nothingToCompare(name), name);
  const sent = request.digest.trim().split(/\s/, 1)[0]!; // MVN-33
  const isEqual = sent === hashes[algorithm]; // MVN-32
  const error = isEqual ? undefined : view.refuse('MVN-30', differs(name, algorithm, sent, hashes), name);
  const after = asset !== undefined && record && noted(record, asset, isEqual);
  if (!after || after === record) {
    if (error) throw error;
    return { state: view.state, output: {}, events: noEvents };
  }
  if (error) return { error, kept: (state) => written(state, view, sought, after) };
  return { state: written(view.state, view, sought, after), output: {}, events: noEvents };
}

/** The digests of the metadata file that was uploaded last. */
const metadataFile = ({ repository, key }: Sought, version: string | undefined): Hashes | undefined =>
  version === undefined ? undefined : repository.packages.get(key)?.metadataFiles?.[version];

/** The record with the outcome for an asset, while the version is Unfinished; else, or if nothing is new, the same. */
function noted(record: PackageVersion, asset: string, isEqual: boolean): PackageVersion {
  const { status, mismatched = [] } = record;
  if (status !== 'Unfinished' || mismatched.includes(asset) !== isEqual) return record; // MVN-37
  const { mismatched: _, ...rest } = record;
  const left = isEqual ? mismatched.filter((name) => name !== asset) : [...mismatched, asset].sort();
  return Object.freeze(left.length === 0 ? rest : { ...rest, mismatched: Object.freeze(left) });
}

/** The state with the record, which to its readers is the same version as before: no event, no other revision. */
function written(state: State, { context }: View, { domain, repository, key }: Sought, record: PackageVersion): State {
  const tx = new Transaction(state, context);
  const draft = tx.repository(domain, repository.id);
  draft.versions = draft.versions.with(versionKey(key, record.version), record);
  return tx.commit();
}

const nothingToCompare = (name: string): ServiceError =>
  new ServiceError('ResourceNotFoundException', `There is no ${name} that a checksum could be of: upload it first.`, {
    resourceType: 'asset',
    resourceId: name,
  });

const differs = (name: string, algorithm: HashAlgorithm, sent: string, hashes: Hashes): ServiceError =>
  invalid(
    `The ${algorithm} of ${name} is ${hashes[algorithm] ?? 'not known'}, but the checksum sent is ${shown(sent)}.`,
  );

const shown = (sent: string): string => JSON.stringify(sent.length > 128 ? `${sent.slice(0, 128)}…` : sent);
