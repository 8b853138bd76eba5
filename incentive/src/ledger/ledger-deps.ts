import type { AuditRecord } from "@belfry/model";
import type { ActionLog } from "@belfry/plugin-kit";
import type { Store, Tx } from "@belfry/store";
import type { LedgerFaults } from "./fault-points.ts";
import type { SourceFiles } from "./source-files.ts";

/** What the reward ledger works with. */
export interface LedgerDeps {
  readonly store: Store;
  /** Notes who did what, in the transaction that did it. @default nobody notes it */
  readonly audit?: (tx: Tx, record: AuditRecord) => Promise<void>;
  /** @default files of contracts cannot be run, and no source is kept */
  readonly files?: SourceFiles;
  /** How long the source of a run is kept, in days; not longer than artifacts are. @default 35 */
  readonly archiveDays?: number;
  /** The largest file of contracts that is taken, in bytes. @default 536_870_912 */
  readonly mostFileBytes?: number;
  /**
   * Told after something of a campaign changed that lists and sums show; without a name it may be any. Whoever hears it asks
   * again: nothing is lost with a call that does not come. @default nobody is told
   */
  readonly onChanged?: (campaign?: string) => void;
  /** Told what goes wrong while a failure is being written down. @default nobody is told */
  readonly log?: Pick<ActionLog, "warn">;
  /** @default none */
  readonly faults?: LedgerFaults;
}
