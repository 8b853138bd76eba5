import { defineRoute, noContent } from "../../contract/define-route.ts";
import { PolicyParams } from "../../schemas/policy.ts";

export const removePolicy = defineRoute({
  method: "DELETE",
  path: "/v1/policies/{policy}",
  operation: "policies.remove",
  summary: "Removes a policy; what waits because of it goes out at its time",
  permission: "settings:write",
  params: PolicyParams,
  response: noContent,
  errors: ["POLICY_NOT_FOUND"],

  async handle({ notify, params, actor }) {
    await notify.removePolicy(params.policy, { by: actor });
  },
});
