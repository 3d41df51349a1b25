import type { AccessEffect, DecidingStatement } from '../model/trace';

/** Where the caller's account stands to a resource (IAM-29 to IAM-32). */
export type Relation = 'owner' | 'administrator' | 'other';

/** Who asks to do what. */
export interface AccessRequest {
  /** With its prefix: `codeartifact:DescribeDomain`. */
  readonly action: string;
  /** An ARN, or `*` for actions on no resource. */
  readonly resource: string;
  /** Another ARN: a statement that matches it matches the request (IAM-70). */
  readonly alternative?: string;
  readonly caller: Requester;
  /**
   * The condition keys that the request has, by their names in lower case; those of tags with the tag's key in lower
   * case too. A list for keys with several values.
   */
  readonly conditions: Conditions;
}

/** The values of condition keys. */
export interface Conditions {
  get(key: string): string | readonly string[] | undefined;
}

/** Who asks, as the principals of resource policies name him. */
export interface Requester {
  readonly arn: string;
  readonly account: string;
  /** The ARN of the role, of a session of an assumed role. */
  readonly role?: string;
}

/** What a policy says, read out of its document (POL-19, POL-21). */
export interface Policy {
  readonly statements: readonly Statement[];
}

/** A statement, read and ready to be asked. */
export interface Statement {
  readonly sid?: string;
  readonly effect: 'Allow' | 'Deny';
  /** Whether it is about an action, which is given in lower case (IAM-60). */
  readonly concerns: (action: string) => boolean;
  /** Whether it is about a request whose action it concerns (IAM-35). */
  readonly matches: (request: AccessRequest) => boolean;
  /** When it matches: whether its Principal is the caller himself or everybody, and not only his role or account. */
  readonly names: (caller: Requester) => boolean;
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
