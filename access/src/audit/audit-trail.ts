import type { AuditRecord } from "@belfry/model";
import type { Store } from "@belfry/store";
import { exportAuditEntries } from "../sql/export-audit-entries.ts";
import { listAuditEntries } from "../sql/list-audit-entries.ts";
import { selectAuditEnd } from "../sql/select-audit-end.ts";
import type { AuditEntry, AuditFilter } from "./audit-entry.ts";
import { verifyChain, type ChainEnd, type ChainVerification } from "./verify-chain.ts";
import { writeAudit } from "./write-audit.ts";

/** What was done, and tried, in this installation. */
export interface AuditTrail {
  /** Appends what belongs to no transaction: a refusal. Whatever changes something calls `writeAudit` in its own. */
  write(record: AuditRecord): Promise<void>;
  /** Newest first. */
  list(
    filter: AuditFilter,
    page?: { readonly before?: number | undefined; readonly limit?: number },
  ): Promise<AuditEntry[]>;
  /** Every entry there is when it is called, the oldest first, read as it is asked for. */
  readAll(filter: AuditFilter): AsyncGenerator<AuditEntry>;
  /** Whether every entry is as it was written. @param known an end that somebody kept elsewhere */
  verify(known?: ChainEnd): Promise<ChainVerification>;
}

const BATCH = 1_000;

export function createAuditTrail(store: Store): AuditTrail {
  return {
    write: (record) => writeAudit(store, record),
    list: (filter, { before, limit = 50 } = {}) => listAuditEntries(store, filter, { before: before ?? null, limit }),
    async *readAll(filter) {
      const last = (await selectAuditEnd(store))?.last ?? 0;
      for (let after = 0; after < last;) {
        const entries = await exportAuditEntries(store, filter, { after, limit: BATCH });
        yield* entries.filter(({ id }) => id <= last);
        after = entries.at(-1)?.id ?? last;
      }
    },
    verify: (known) => verifyChain(store, known),
  };
}
