/** A public repository that cannot be reached, or that cannot answer now; after all retries. */
export class Outage extends Error {}

/** A public repository that answers, but with what cannot be used: a refusal, a wrong document, other bytes. */
export class UnfitAnswer extends Error {}
