import type { Actor } from "@belfry/model";
import type { Tx } from "@belfry/store";
import type { Approval, ApprovalEnd } from "./approval.ts";

/** What the rest of Belfry does when a request ends. The composition root wires it to the engine and the ledger. */
export interface ApprovalEffects {
  /**
   * Locks what is asked for, before the request itself is touched; everybody takes the two in this order. Returns why it
   * is not wanted any more, or nothing.
   */
  lock(tx: Tx, approval: Approval): Promise<string | undefined>;
  /** Does what was approved, or tells whoever waits that it was not. In the transaction of the decision. */
  apply(tx: Tx, approval: Approval, end: ApprovalEnd, by: Actor): Promise<void>;
  /** Called when it is committed: executions were woken, messages have become due, rules changed. */
  committed(approval: Approval): void;
  /**
   * An SQL condition: whether the execution whose id stands in this column has not ended.
   * @example (column) => `exists (select from belfry.execution_queue q where q.id = ${column})`
   */
  readonly executionIsOpen: (column: string) => string;
}
