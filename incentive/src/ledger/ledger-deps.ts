import type { AuditRecord } from "@belfry/model";
import type { Store, Tx } from "@belfry/store";
import type { LedgerFaults } from "./fault-points.ts";
import type { SourceFiles } from "./source-files.ts";

/** What the reward ledger works with. */
export interface LedgerDeps {
  readonly store: Store;
  /** Notes who did what, in the transaction that did it. @default nobody notes it */
  readonly audit?: (tx: Tx, record: AuditRecord) => Promise<void>;
  /** @default files of contracts cannot be run */
  readonly files?: SourceFiles;
  /** The largest file of contracts that is taken, in bytes. @default 536_870_912 */
  readonly mostFileBytes?: number;
  /** @default none */
  readonly faults?: LedgerFaults;
}
