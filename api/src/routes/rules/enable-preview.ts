import { defineRoute } from "../../contract/define-route.ts";
import { EnablePreview, RuleParams } from "../../schemas/rule.ts";

export const enablePreview = defineRoute({
  method: "GET",
  path: "/v1/rules/{rule}/enable-preview",
  operation: "rules.enablePreview",
  summary: "Says what happens when a rule is enabled",
  description:
    "When it fires next, what it waits for and at which address, what hinders it, what it sends to the outside, and whether a second person has to release it. Nothing is changed.",
  permission: "rules:read",
  reach: "scoped",
  params: RuleParams,
  response: EnablePreview,
  errors: ["RULE_NOT_FOUND"],

  handle: ({ engine, params }) => engine.previewEnable(params.rule),
});
