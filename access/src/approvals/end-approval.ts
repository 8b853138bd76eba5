import type { Actor } from "@belfry/model";
import type { Tx } from "@belfry/store";
import { writeAudit } from "../audit/write-audit.ts";
import { updateApproval } from "../sql/update-approval.ts";
import type { Approval, ApprovalEnd } from "./approval.ts";
import type { ApprovalEffects } from "./approval-effects.ts";

const verbs = { approved: "approve", rejected: "reject", expired: "expire", withdrawn: "withdraw" } as const;

/**
 * Ends a request that waits: first what it is about is locked, then the request, and the audit trail last. Of two who end
 * it, the second changes nothing.
 *
 * @returns how it ended, which is `withdrawn` when nobody wants any more what was approved; nothing when it does not wait
 */
export async function endApproval(
  effects: ApprovalEffects,
  tx: Tx,
  approval: Approval,
  { end, by }: { readonly end: ApprovalEnd; readonly by: Actor },
): Promise<ApprovalEnd | undefined> {
  const unwanted = await effects.lock(tx, approval);
  const actual: ApprovalEnd =
    unwanted === undefined || end.state !== "approved"
      ? end
      : { state: "withdrawn", decidedBy: "belfry", comment: unwanted };
  if (!(await updateApproval(tx, approval.id, actual))) return undefined;
  await effects.apply(tx, approval, actual, by);
  const { kind, rule, executionId, messageId, requestedBy } = approval;
  await writeAudit(tx, {
    by,
    action: `approvals.${verbs[actual.state]}`,
    subject: { kind: "approval", id: String(approval.id) },
    outcome: "done",
    detail: { kind, rule, executionId, messageId, requestedBy, comment: actual.comment },
  });
  return actual;
}
