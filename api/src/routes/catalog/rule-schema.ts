import { ruleJsonSchema } from "@belfry/model";
import { defineRoute } from "../../contract/define-route.ts";
import { JsonObject } from "../../schemas/common.ts";

export const ruleSchema = defineRoute({
  method: "GET",
  path: "/v1/catalog/rule-schema",
  operation: "catalog.ruleSchema",
  summary: "Gives the JSON Schema of a rule, for editors",
  description:
    "It knows neither the keys of a kind of trigger nor the inputs of an action: those stand in the lists of triggers and actions.",
  permission: "catalog:read",
  reach: "everybody",
  response: JsonObject,
  errors: [],

  handle: async () => ruleJsonSchema() as Record<string, unknown>,
});
