import type { Queryable } from "@belfry/store";

/** The end of the chain as it is written beside it, and the last entry that is there. Read with one snapshot. */
export async function selectAuditEnd(
  db: Queryable,
): Promise<{ readonly n: number; readonly hash: Buffer; readonly last: number } | undefined> {
  const { rows } = await db.query<{ n: number; hash: Buffer; last: number }>({
    name: "access-select-audit-end",
    text: `select n, hash, coalesce((select max(n) from belfry.audit_entries), 0) as last from belfry.audit_head`,
  });
  return rows[0];
}
