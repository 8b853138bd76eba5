import type { Queryable } from "@belfry/store";
import type { AuditEntry, AuditFilter } from "../audit/audit-entry.ts";
import { auditColumns, auditCondition, auditValues } from "./audit-filter.ts";

/** Entries, the newest first. */
export async function listAuditEntries(
  db: Queryable,
  filter: AuditFilter,
  page: { readonly before: number | null; readonly limit: number },
): Promise<AuditEntry[]> {
  const { rows } = await db.query<AuditEntry>({
    name: "access-list-audit-entries",
    text: `
      select ${auditColumns} from belfry.audit_entries
      where ${auditCondition}
        and ($8::bigint is null or n < $8)
      order by n desc
      limit $9`,
    values: [...auditValues(filter), page.before, page.limit],
  });
  return rows;
}
