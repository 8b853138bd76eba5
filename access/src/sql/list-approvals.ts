import type { ApprovalState, Scope } from "@belfry/model";
import type { Queryable } from "@belfry/store";
import type { ApprovalSummary } from "../approvals/approval.ts";
import { approvalColumns, approvalInScope } from "./approval-columns.ts";

export interface ApprovalFilter {
  /** @default all */
  readonly state?: ApprovalState;
  /** Only those that this person may decide: they wait, and somebody else asked. @default all */
  readonly decidableBy?: string;
  readonly scope: Scope | null;
  readonly before?: number;
  readonly limit: number;
}

/** Approvals in scope, newest first. */
export async function listApprovals(db: Queryable, filter: ApprovalFilter): Promise<ApprovalSummary[]> {
  const { rows } = await db.query<ApprovalSummary>({
    name: "access-list-approvals",
    text: `
      select ${approvalColumns}
      from belfry.approvals a
      where ($1::text is null or a.state = $1)
        and ($2::text is null or (a.state = 'pending' and not exists (
          select from unnest(a.requested_by) as asked where lower(asked) = lower($2))))
        and ($3::bigint is null or a.id < $3)
        and ${approvalInScope(4)}
      order by a.id desc
      limit $5`,
    values: [filter.state ?? null, filter.decidableBy ?? null, filter.before ?? null, filter.scope, filter.limit],
  });
  return rows;
}
