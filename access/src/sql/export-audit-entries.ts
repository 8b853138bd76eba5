import type { Queryable } from "@belfry/store";
import type { AuditEntry, AuditFilter } from "../audit/audit-entry.ts";
import { auditColumns, auditCondition, auditValues } from "./audit-filter.ts";

/** The next entries behind a number, the oldest first. */
export async function exportAuditEntries(
  db: Queryable,
  filter: AuditFilter,
  batch: { readonly after: number; readonly limit: number },
): Promise<AuditEntry[]> {
  const { rows } = await db.query<AuditEntry>({
    name: "access-export-audit-entries",
    text: `
      select ${auditColumns} from belfry.audit_entries
      where ${auditCondition}
        and n > $8
      order by n
      limit $9`,
    values: [...auditValues(filter), batch.after, batch.limit],
  });
  return rows;
}
