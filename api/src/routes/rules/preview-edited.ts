import { AppError } from "@belfry/model";
import { defineRoute } from "../../contract/define-route.ts";
import { RuleParams } from "../../schemas/rule.ts";
import { EditedPreview, PreviewRequest } from "../../schemas/what-if.ts";
import { editedExample } from "./edited-example.ts";

export const previewEdited = defineRoute({
  method: "POST",
  path: "/v1/rules/{rule}/preview",
  operation: "rules.preview",
  summary: "Shows the next fire times of a rule as it is saved and as it would be",
  description:
    "Also those that a calendar leaves out, moves or cannot know yet, those that are spread, and the days of a trigger that waits for other rules. Nothing is saved.",
  permission: "rules:read",
  reach: "scoped",
  mayCreate: true,
  params: RuleParams,
  body: PreviewRequest,
  example: {
    body: {
      definition: editedExample,
      count: 3,
    },
  },
  response: EditedPreview,
  errors: ["RULE_NOT_FOUND", "RULE_INVALID"],

  async handle({ engine, params: { rule }, body, scope }) {
    const exists = await engine.isInScope({ rule }, null);
    if (exists && !(await engine.isInScope({ rule }, scope))) throw new AppError("RULE_NOT_FOUND", { rule });
    return engine.previewEdited(rule, body);
  },
});
