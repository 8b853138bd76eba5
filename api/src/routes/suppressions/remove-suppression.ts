import { defineRoute, noContent } from "../../contract/define-route.ts";
import { SuppressionParams } from "../../schemas/suppression.ts";

export const removeSuppression = defineRoute({
  method: "DELETE",
  path: "/v1/suppressions/{suppressionId}",
  operation: "suppressions.remove",
  summary: "Takes an address off the suppression list; it is sent to again",
  permission: "suppressions:write",
  params: SuppressionParams,
  response: noContent,
  errors: ["SUPPRESSION_NOT_FOUND"],

  async handle({ notify, params, actor }) {
    await notify.unsuppress(params.suppressionId, { by: actor });
  },
});
