/** One sentence of the service's behaviour: what must hold, and what the caller hears when it does not. */
export interface Rule<Subject, Refusal> {
  /** A row of the rulebook. */
  readonly id: string;
  holds(subject: Subject): boolean;
  refusal(subject: Subject): Refusal;
}
