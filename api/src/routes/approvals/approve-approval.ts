import { defineRoute } from "../../contract/define-route.ts";
import { Approval, ApprovalDecision, ApprovalParams, forReader } from "../../schemas/approval.ts";

export const approveApproval = defineRoute({
  method: "POST",
  path: "/v1/approvals/{approvalId}/approve",
  operation: "approvals.approve",
  summary: "Releases what waits; it happens at once",
  description:
    "Only a person who neither asked nor wrote what is asked for. The same decision again changes nothing; of two people who decide at once, one wins.",
  permission: "approvals:decide",
  reach: "scoped",
  params: ApprovalParams,
  body: ApprovalDecision,
  example: { body: { comment: "The recipients are those of last week." } },
  response: Approval,
  errors: ["APPROVAL_NOT_FOUND", "APPROVAL_DECIDED"],

  async handle({ approvals, hub, params, body, caller, actor }) {
    const decision = { comment: body.comment, caller, by: actor };
    const approval = await approvals.decide(params.approvalId, "approved", decision);
    hub.changed("rules", approval.rule);
    return forReader(approval, caller);
  },
});
