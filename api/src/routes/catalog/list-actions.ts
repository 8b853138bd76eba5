import { defineRoute } from "../../contract/define-route.ts";
import { ActionEntry } from "../../schemas/catalog.ts";
import { listOf } from "../../schemas/page.ts";
import { jsonSchemaOf } from "./json-schema-of.ts";

export const listActions = defineRoute({
  method: "GET",
  path: "/v1/catalog/actions",
  operation: "catalog.actions",
  summary: "Lists the actions that rules can use",
  permission: "catalog:read",
  reach: "everybody",
  bounded: "As many as the installed plugins bring.",
  response: listOf(ActionEntry),
  errors: [],

  async handle({ engine }) {
    const items = [...engine.registry.actions.values()].map((action) => ({
      id: action.id,
      displayName: action.displayName,
      description: action.description,
      idempotent: action.idempotent,
      inputSchema: jsonSchemaOf(action.input),
    }));
    return { items };
  },
});
