import { defineRoute } from "../../contract/define-route.ts";
import { listOf } from "../../schemas/page.ts";
import { VariableView } from "../../schemas/variable.ts";

export const listVariables = defineRoute({
  method: "GET",
  path: "/v1/variables",
  operation: "variables.list",
  summary: "Lists the variables that every rule reads",
  permission: "variables:read",
  bounded: "Somebody sets each of them by hand.",
  response: listOf(VariableView),
  errors: [],

  async handle({ engine }) {
    return { items: await engine.listVariables() };
  },
});
