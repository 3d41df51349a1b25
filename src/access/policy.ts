/** What a policy says, read out of its document (POL-19, POL-21). */
export interface Policy {
  readonly statements: readonly Statement[];
}

export interface Statement {
  readonly sid?: string;
}
