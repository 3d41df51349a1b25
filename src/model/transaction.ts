import { Immer } from 'immer';
import type { Input, OperationName, Output } from '../api/types';
import type { PackageVersionEvent } from './event';
import { domainKey } from './keys';
import type { Domain, Repository, State } from './state';
import type { Step } from './trace';
import { type Context, View } from './view';

/** A draft: its members can be set, what lies in them is finished and is replaced as a whole. */
export type Writable<T> = { -readonly [Member in keyof T]: T[Member] };

// Not the module's own functions, whose settings belong to the host. What is set into a draft is finished already, so
// that only the draft itself is to be frozen: to search it for more would double the cost of a write.
const immer = new Immer({ autoFreeze: false });

const finish = <T extends object>(draft: Writable<T>): T => Object.freeze(immer.finishDraft(draft) as T);

/**
 * One unit of work. It opens a draft of each domain and repository that a command touches, hands out the same draft
 * when asked again, and at the end sets the finished drafts into their parents' collections. Nothing outside it
 * changes before `commit`; a throw leaves the state as it was.
 */
export class Transaction extends View {
  readonly events: PackageVersionEvent[] = [];
  #root: Writable<State> | undefined;
  readonly #domains = new Map<string, Writable<Domain>>();
  readonly #repositories = new Map<number, { domain: string; draft: Writable<Repository> }>();

  constructor(state: State, context: Context, trace: Step[] = []) {
    super(state, context, trace);
  }

  /** The draft of the state itself: to add or remove domains, to schedule, to number. */
  get root(): Writable<State> {
    this.#root ??= immer.createDraft(this.state) as unknown as Writable<State>;
    return this.#root;
  }

  /** A number that was never given out before. */
  nextId(): number {
    this.root.sequence += 1;
    return this.root.sequence;
  }

  /** The draft of a domain. */
  domain({ region, owner, name }: Pick<Domain, 'region' | 'owner' | 'name'>): Writable<Domain> {
    const key = domainKey(region, owner, name);
    let draft = this.#domains.get(key);
    if (!draft) {
      draft = immer.createDraft((this.#root ?? this.state).domains.get(key)!) as unknown as Writable<Domain>;
      this.#domains.set(key, draft);
    }
    return draft;
  }

  /** The draft of a repository of the domain. */
  repository(domain: Pick<Domain, 'region' | 'owner' | 'name'>, id: number): Writable<Repository> {
    let open = this.#repositories.get(id);
    if (!open) {
      const draft = immer.createDraft(this.domain(domain).repositories.get(id)!) as unknown as Writable<Repository>;
      open = { domain: domainKey(domain.region, domain.owner, domain.name), draft };
      this.#repositories.set(id, open);
    }
    return open.draft;
  }

  /** The state with everything that was written; the very same state when nothing was. */
  commit(): State {
    for (const [id, { domain, draft }] of this.#repositories) {
      const parent = this.#domains.get(domain)!;
      const { repositories } = parent;
      const before = repositories.get(id);
      const after = finish<Repository>(draft);
      if (before && after !== before) parent.repositories = repositories.with(id, after);
    }
    let domains = (this.#root ?? this.state).domains;
    for (const [key, draft] of this.#domains) {
      const before = domains.get(key);
      const after = finish<Domain>(draft);
      if (before && after !== before) domains = domains.with(key, after);
    }
    if (this.#root) {
      if (domains !== this.#root.domains) this.#root.domains = domains;
      return finish<State>(this.#root);
    }
    return domains === this.state.domains ? this.state : Object.freeze({ ...this.state, domains });
  }
}

/** An operation that writes on drafts. */
export type Command<N extends OperationName> = (tx: Transaction, request: Input<N>) => Output<N>;
