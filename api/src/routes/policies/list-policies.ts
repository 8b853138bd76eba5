import { defineRoute } from "../../contract/define-route.ts";
import { listOf } from "../../schemas/page.ts";
import { PolicyView } from "../../schemas/policy.ts";

export const listPolicies = defineRoute({
  method: "GET",
  path: "/v1/policies",
  operation: "policies.list",
  summary: "Lists what is decided about messages: quiet hours, frequency caps, what they may hold",
  permission: "settings:read",
  bounded: "Somebody writes each of them by hand.",
  response: listOf(PolicyView),
  errors: [],

  async handle({ notify }) {
    return { items: await notify.listPolicies() };
  },
});
