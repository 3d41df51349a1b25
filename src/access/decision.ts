import type { AccessEffect, DecidingStatement } from '../model/trace';
import type { Policy } from './policy';

/** Where the caller's account stands to a resource (IAM-29 to IAM-32). */
export type Relation = 'owner' | 'administrator' | 'other';

/** Who asks to do what. */
export interface AccessRequest {
  /** With its prefix: `codeartifact:DescribeDomain`. */
  readonly action: string;
  /** An ARN, or `*` for actions on no resource. */
  readonly resource: string;
  readonly caller: Requester;
  /**
   * The condition keys that the request has, by their names in lower case; those of tags with the tag's key in lower
   * case too. A list for keys with several values.
   */
  readonly conditions: ReadonlyMap<string, string | readonly string[]>;
}

/** Who asks, as the principals of resource policies name him. */
export interface Requester {
  readonly arn: string;
  readonly account: string;
  /** The ARN of the role, of a session of an assumed role. */
  readonly role?: string;
}

/** The policies that are evaluated for a request. */
export interface AppliedPolicies {
  readonly identity: readonly Policy[];
  /** Absent: no session policy limits the identity policies (TOK-23). */
  readonly session?: readonly Policy[];
  readonly domain?: Policy;
  readonly repository?: Policy;
}

/** Whether a request is allowed, and what decided. */
export interface Decision {
  readonly effect: AccessEffect;
  /** The statements that allowed or denied it; none when none did. */
  readonly statements: readonly DecidingStatement[];
  /** The kind of policy that denied, or that would have had to allow (ERR-41, ERR-42). */
  readonly missing?: 'identity-based' | 'resource-based' | 'session';
}
