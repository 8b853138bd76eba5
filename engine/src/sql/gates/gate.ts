/**
 * Gates: how a rule's limit of concurrent executions is kept exactly, by any number of nodes and without a counter.
 *
 * Whoever adds gated executions or ends one first locks the row of the rule and then lets in as many as there is room for.
 * The lock is taken in a statement of its own: a statement that waited for it inside itself would still look at the queue
 * as it was before it waited, let nobody in, and the last one would wait for ever.
 */
export interface Gate {
  readonly ruleId: number;
  readonly limit: number;
}
