import type { Input, OperationName, Output } from '../api/types';
import type { ServiceError } from './errors';
import type { PackageVersionEvent } from './event';
import { domainKey } from './keys';
import type { Rule } from './rule';
import type { Domain, Repository, State } from './state';
import type { Step } from './trace';

/** What a call needs to know beyond the state. The caller gives the time; the core never asks for it. */
export interface Context {
  readonly account: string;
  readonly region: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /**
   * The ARN of who calls, of `account`. Left out, it is `user/default` of the account, who has the rights of
   * AWSCodeArtifactAdminAccess (IAM-62) unless the state says otherwise.
   */
  readonly principal?: string;
  /** The authorization token with which a package manager asks; what it says goes before `principal` and `account`. */
  readonly authorizationToken?: string;
  /**
   * The address at which package endpoints are served: `http://127.0.0.1:4566`, with the domain in the path, or
   * `http://*.localhost:4566`, with the domain in the place of the star. Left out, it is AWS's.
   */
  readonly endpoint?: string;
}

/** What a query is given: the state as it is, and a trace to write its reasons in. */
export class View {
  #domain: Domain | undefined;
  #repository: Repository | undefined;

  constructor(
    readonly state: State,
    readonly context: Context,
    readonly trace: Step[] = [],
  ) {}

  /** The domain of the called Region that has these names; authorisation and the operation both look for it. */
  domainNamed(owner: string, name: string): Domain | undefined {
    const { region } = this.context;
    const last = this.#domain;
    if (last?.name === name && last.owner === owner && last.region === region) return last;
    this.#domain = this.state.domains.get(domainKey(region, owner, name));
    this.#repository = undefined;
    return this.#domain;
  }

  /** The repository of this name in a domain; looked up once, as the domain is. */
  repositoryNamed(domain: Domain, name: string): Repository | undefined {
    if (this.#repository?.name === name && this.#domain === domain) return this.#repository;
    const id = domain.repositoryIds.get(name);
    const found = id === undefined ? undefined : domain.repositories.get(id);
    if (this.#domain === domain) this.#repository = found;
    return found;
  }

  /** Asks the rules in order, writes each in the trace, and returns the refusal of the first that does not hold. */
  firstRefusal<S, R>(rules: readonly Rule<S, R>[], subject: S, name?: string): R | undefined {
    for (const rule of rules) {
      const held = rule.holds(subject);
      this.trace.push({ kind: 'rule', id: rule.id, held, subject: name });
      if (!held) return rule.refusal(subject);
    }
    return undefined;
  }

  /** As `firstRefusal`, for rules whose refusal ends the whole call: throws it. */
  demand<S>(rules: readonly Rule<S, ServiceError>[], subject: S, name?: string): void {
    const refusal = this.firstRefusal(rules, subject, name);
    if (refusal) throw refusal;
  }

  /** Writes in the trace that the rule refused, and gives the refusal. */
  refuse<R>(id: string, refusal: R, name?: string): R {
    this.trace.push({ kind: 'rule', id, held: false, subject: name });
    return refusal;
  }
}

/** An operation that reads the state as it is. */
export type Query<N extends OperationName> = (view: View, request: Input<N>) => Output<N>;

/**
 * The answer of either door: a new state with the output, or the very same state with the error; the reasons in both
 * cases.
 */
export type Result<Output> = { readonly state: State; readonly trace: readonly Step[] } & (
  | { readonly ok: true; readonly output: Output; readonly events: readonly PackageVersionEvent[] }
  | { readonly ok: false; readonly error: ServiceError }
);
