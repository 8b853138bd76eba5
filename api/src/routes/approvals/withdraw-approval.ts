import { defineRoute } from "../../contract/define-route.ts";
import { Approval, ApprovalDecision, ApprovalParams, forReader } from "../../schemas/approval.ts";

export const withdrawApproval = defineRoute({
  method: "POST",
  path: "/v1/approvals/{approvalId}/withdraw",
  operation: "approvals.withdraw",
  summary: "Takes a request back; only for those who asked",
  permission: "approvals:read",
  reach: "scoped",
  params: ApprovalParams,
  body: ApprovalDecision,
  example: { params: { approvalId: "2" }, body: { comment: "It is not needed any more." } },
  response: Approval,
  errors: ["APPROVAL_NOT_FOUND", "APPROVAL_DECIDED"],

  async handle({ approvals, params, body, caller, actor }) {
    const decision = { comment: body.comment, caller, by: actor };
    return forReader(await approvals.withdraw(params.approvalId, decision), caller);
  },
});
