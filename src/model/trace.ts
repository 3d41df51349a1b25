import type { PackageVersionStatus } from '../api/types';

/** One reason for an answer. A trace is the list of them, in the order in which they arose. */
export type Step =
  /** A rule was asked, about the thing of this name. */
  | { readonly kind: 'rule'; readonly id: string; readonly held: boolean; readonly subject?: string }
  /** A rule was followed that refuses nothing. */
  | { readonly kind: 'follow'; readonly id: string; readonly subject?: string }
  /** A repository of the search list was looked at; `found` is the status of its record. */
  | { readonly kind: 'visit'; readonly repository: string; readonly found: PackageVersionStatus | 'nothing' }
  /** A repository of the search list was read for a version list; so many versions of the package lie in it. */
  | { readonly kind: 'list'; readonly repository: string; readonly versions: number }
  /** The walk over the upstreams went no further here. */
  | { readonly kind: 'stop'; readonly id: string; readonly repository: string; readonly upstream?: string }
  /** The catalogue of a public repository was asked, for this repository. */
  | {
      readonly kind: 'catalogue';
      readonly connection: string;
      readonly repository: string;
      readonly found: CatalogueAnswer;
    }
  /** Somebody asked to do something to a resource; `statements` are those that decided, none when none did (IAM-20). */
  | {
      readonly kind: 'access';
      readonly action: string;
      readonly resource: string;
      readonly effect: AccessEffect;
      readonly statements: readonly DecidingStatement[];
    }
  /** A fault rule refused the call before anything was looked up; its place among the simulator's, from 0. */
  | { readonly kind: 'fault'; readonly rule: number }
  /** A public repository was needed while it was down. */
  | { readonly kind: 'outage'; readonly connection: string }
  /** A repository's record of a version was written. */
  | {
      readonly kind: 'store';
      readonly how: StoreReason;
      readonly repository: string;
      readonly version: string;
      /** Bytes that the domain did not have before, and bytes that it had already. */
      readonly newBytes: number;
      readonly sharedBytes: number;
    }
  /** A record will be written when the delay of EXT-23 is over; `time` in milliseconds. */
  | { readonly kind: 'schedule'; readonly repository: string; readonly version: string; readonly time: number };

/** How it was decided whether somebody may do something. */
export type AccessEffect = 'allowed' | 'explicitly denied' | 'implicitly denied';

/** A statement of a policy that decided. */
export interface DecidingStatement {
  readonly policy: PolicyType;
  /** The place of the policy, from 0, where several of its type are evaluated. */
  readonly index?: number;
  /** Its Sid, or its place in the policy from 0. */
  readonly statement: string | number;
}

/** The policies that are evaluated (IAM-57). */
export type PolicyType = 'identity' | 'session' | 'domain' | 'repository';

/** What a catalogue had. */
export type CatalogueAnswer = 'the version' | 'versions' | 'nothing' | 'no asset of that name';

/** Why a record was written. */
export type StoreReason =
  | 'published'
  | 'retained'
  | 'ingested'
  | 'copied'
  | 'refreshed'
  | 'status changed'
  | 'disposed'
  | 'deleted';
