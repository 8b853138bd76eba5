import { defineRoute } from "../../contract/define-route.ts";
import { listOf } from "../../schemas/page.ts";
import { SecurityFindingView } from "../../schemas/security.ts";

export const listFindings = defineRoute({
  method: "GET",
  path: "/v1/security/findings",
  operation: "security.findings",
  summary: "Tells what is unsafe in the running configuration, the worst first",
  permission: "security:read",
  bounded: "At most one for each thing that is checked.",
  response: listOf(SecurityFindingView),
  errors: [],

  async handle({ security }) {
    return { items: await security.findings() };
  },
});
