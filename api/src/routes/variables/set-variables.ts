import { defineRoute, noContent } from "../../contract/define-route.ts";
import { VariableValues } from "../../schemas/variable.ts";

export const setVariables = defineRoute({
  method: "PATCH",
  path: "/v1/variables",
  operation: "variables.set",
  summary: "Sets variables, all of them or none; those that are not named stay",
  permission: "variables:write",
  body: VariableValues,
  example: { body: { values: { semester: "2026-1" } } },
  response: noContent,
  errors: [],

  async handle({ engine, hub, body, actor }) {
    await engine.setVariables(body.values, { by: actor });
    hub.changed("rules");
  },
});
