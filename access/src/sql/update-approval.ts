import type { Tx } from "@belfry/store";
import type { ApprovalEnd } from "../approvals/approval.ts";

/** Ends a request that waits and returns whether it did. One whose time is over is not decided any more. */
export async function updateApproval(tx: Tx, id: number, end: ApprovalEnd): Promise<boolean> {
  const { count } = await tx.query({
    name: "access-update-approval",
    text: `
      update belfry.approvals set state = $2, decided_by = $3, comment = $4, decided_at = belfry.now()
      where id = $1 and state = 'pending' and ($2 not in ('approved', 'rejected') or expires_at > belfry.now())`,
    values: [id, end.state, end.decidedBy, end.comment],
  });
  return count > 0;
}
