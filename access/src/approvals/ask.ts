import { durationMs, type ApprovalRequest, type ApprovalVerdict } from "@belfry/model";
import type { Tx } from "@belfry/store";
import { writeAudit } from "../audit/write-audit.ts";
import type { InstallationSettings } from "../settings/installation-settings.ts";
import { insertApproval } from "../sql/insert-approval.ts";
import { selectVerdict } from "../sql/select-verdict.ts";

/**
 * Asks a second person, in the transaction of what has to wait. Asking again while a request for the same subject waits
 * returns that one.
 */
export async function askSecondPerson(
  settings: InstallationSettings,
  tx: Tx,
  request: ApprovalRequest,
): Promise<ApprovalVerdict> {
  const { approvals } = await settings.get(tx);
  const waitMs = durationMs(approvals.expiresAfter);
  const id = await insertApproval(tx, { ...request, waitMs });
  const verdict = await selectVerdict(tx, request.subject);
  if (verdict === undefined) throw new Error(`The request for ${request.subject} vanished while it was written.`);
  if (id === undefined) return verdict;
  const { by, kind, rule, executionId, messageId, reason, requestedBy } = request;
  await writeAudit(tx, {
    by,
    action: "approvals.request",
    subject: { kind: "approval", id: String(id) },
    outcome: "done",
    detail: { kind, rule, executionId, messageId, reason, requestedBy },
  });
  return verdict;
}
