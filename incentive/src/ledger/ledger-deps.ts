import type { AuditRecord } from "@belfry/model";
import type { Store, Tx } from "@belfry/store";
import type { LedgerFaults } from "./fault-points.ts";

/** What the reward ledger works with. */
export interface LedgerDeps {
  readonly store: Store;
  /** Notes who did what, in the transaction that did it. @default nobody notes it */
  readonly audit?: (tx: Tx, record: AuditRecord) => Promise<void>;
  /** @default none */
  readonly faults?: LedgerFaults;
}
