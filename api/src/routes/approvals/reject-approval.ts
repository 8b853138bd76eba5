import { defineRoute } from "../../contract/define-route.ts";
import { Approval, ApprovalDecision, ApprovalParams, forReader } from "../../schemas/approval.ts";

export const rejectApproval = defineRoute({
  method: "POST",
  path: "/v1/approvals/{approvalId}/reject",
  operation: "approvals.reject",
  summary: "Refuses what waits; it does not happen",
  description:
    "Only a person who neither asked nor wrote what is asked for. The same decision again changes nothing; of two people who decide at once, one wins.",
  permission: "approvals:decide",
  reach: "scoped",
  params: ApprovalParams,
  body: ApprovalDecision,
  example: { params: { approvalId: "3" }, body: { comment: "The report is from the wrong semester." } },
  response: Approval,
  errors: ["APPROVAL_NOT_FOUND", "APPROVAL_DECIDED"],

  async handle({ approvals, hub, params, body, caller, actor }) {
    const decision = { comment: body.comment, caller, by: actor };
    const approval = await approvals.decide(params.approvalId, "rejected", decision);
    hub.changed("rules", approval.rule);
    return forReader(approval, caller);
  },
});
