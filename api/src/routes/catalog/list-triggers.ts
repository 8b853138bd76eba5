import { defineRoute } from "../../contract/define-route.ts";
import { TriggerEntry } from "../../schemas/catalog.ts";
import { listOf } from "../../schemas/page.ts";
import { jsonSchemaOf } from "./json-schema-of.ts";

export const listTriggers = defineRoute({
  method: "GET",
  path: "/v1/catalog/triggers",
  operation: "catalog.triggers",
  summary: "Lists the kinds of triggers that rules can use",
  permission: "catalog:read",
  reach: "everybody",
  bounded: "As many as the installed plugins bring.",
  response: listOf(TriggerEntry),
  errors: [],

  async handle({ engine }) {
    const items = [...engine.registry.triggers.values()].map((trigger) => ({
      id: trigger.id,
      displayName: trigger.displayName,
      description: trigger.description,
      kind: trigger.kind,
      configSchema: jsonSchemaOf(trigger.config),
    }));
    return { items };
  },
});
