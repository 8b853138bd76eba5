import type { ApprovalVerdict } from "@belfry/model";
import type { Queryable } from "@belfry/store";

/** What became of the newest request for a subject. */
export async function selectVerdict(db: Queryable, subject: string): Promise<ApprovalVerdict | undefined> {
  const { rows } = await db.query<ApprovalVerdict>({
    name: "access-select-verdict",
    text: `
      select id, state, expires_at as "expiresAt", decided_by as "decidedBy", comment
      from belfry.approvals where subject = $1 order by id desc limit 1`,
    values: [subject],
  });
  return rows[0];
}
