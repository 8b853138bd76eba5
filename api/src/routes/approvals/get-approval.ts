import { defineRoute } from "../../contract/define-route.ts";
import { Approval, ApprovalParams, forReader } from "../../schemas/approval.ts";

export const getApproval = defineRoute({
  method: "GET",
  path: "/v1/approvals/{approvalId}",
  operation: "approvals.get",
  summary: "Gives one approval with the sample of what is released",
  permission: "approvals:read",
  reach: "scoped",
  params: ApprovalParams,
  response: Approval,
  errors: ["APPROVAL_NOT_FOUND"],

  async handle({ approvals, params, caller }) {
    return forReader(await approvals.get(params.approvalId, caller), caller);
  },
});
