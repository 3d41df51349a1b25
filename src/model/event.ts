import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { base64 } from '@scure/base';
import type { PackageFormat } from '../api/types';
import { packageArn } from './arn';
import { asciiJson } from './text';

/** How a version changed in one repository (EVT-13 to EVT-15). */
export interface Changes {
  readonly assetsAdded: number;
  readonly assetsRemoved: number;
  readonly assetsUpdated: number;
  readonly metadataUpdated: boolean;
  readonly statusChanged: boolean;
}

/** One change of a package version in one repository, before it is addressed to anybody. */
export interface PackageVersionEvent {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly region: string;
  readonly domainName: string;
  readonly domainOwner: string;
  readonly repositoryName: string;
  readonly repositoryAdministrator: string;
  readonly packageFormat: PackageFormat;
  readonly packageNamespace: string | null;
  readonly packageName: string;
  readonly packageVersion: string;
  readonly packageVersionState: string;
  readonly packageVersionRevision: string;
  readonly changes: Changes;
  readonly operationType: 'Created' | 'Updated' | 'Deleted';
  readonly sequenceNumber: number;
}

export const noEvents: readonly PackageVersionEvent[] = [];

/** An event in EventBridge's documented form, as one account receives it (EVT-01 to EVT-20). */
export interface EventBridgeEvent {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': 'CodeArtifact Package Version State Change';
  readonly source: 'aws.codeartifact';
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly [string];
  readonly detail: Omit<PackageVersionEvent, 'time' | 'region'> & { readonly eventDeduplicationId: string };
}

/**
 * The event as each of its receivers gets it: the domain's owner, and the repository's administrator if he is another
 * (EVT-45).
 */
export function deliveries({ time, region, ...facts }: PackageVersionEvent): EventBridgeEvent[] {
  const arn = packageArn(region, facts.domainOwner, facts.domainName, facts.repositoryName, {
    format: facts.packageFormat,
    namespace: facts.packageNamespace ?? undefined,
    package: facts.packageName,
  });
  const digest = sha256(asciiJson([arn, facts.packageVersion, facts.sequenceNumber]));
  const detail = { ...facts, eventDeduplicationId: base64.encode(digest) }; // EVT-20
  const receivers = new Set([facts.domainOwner, facts.repositoryAdministrator]);
  return [...receivers].map((account) => ({
    version: '0',
    id: uuid(sha256(asciiJson([detail.eventDeduplicationId, account]))), // EVT-47
    'detail-type': 'CodeArtifact Package Version State Change',
    source: 'aws.codeartifact',
    account, // EVT-04
    time: `${new Date(time).toISOString().slice(0, 19)}Z`, // EVT-05
    region,
    resources: [arn], // EVT-06
    detail,
  }));
}

/** The first bytes of a digest in the form of a UUID. */
export function uuid(digest: Uint8Array): string {
  const hex = bytesToHex(digest.subarray(0, 16));
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
