import { AppError } from "@belfry/model";
import { defineRoute } from "../../contract/define-route.ts";
import { RuleDefinition, RuleParams, SavedRule } from "../../schemas/rule.ts";

export const saveRule = defineRoute({
  method: "PUT",
  path: "/v1/rules/{rule}",
  operation: "rules.save",
  summary: "Saves a rule as its next version",
  description:
    "A new rule is disabled. Saving the same definition again makes no version. An invalid rule is refused as a whole.",
  permission: "rules:write",
  reach: "scoped",
  params: RuleParams,
  body: RuleDefinition,
  response: SavedRule,
  errors: ["RULE_INVALID"],

  async handle({ engine, hub, params, body, caller }) {
    if (body["rule"] !== params.rule) {
      const message = `The rule names itself ${JSON.stringify(body["rule"])}, the address names it "${params.rule}".`;
      throw new AppError("RULE_INVALID", {
        problems: [{ path: "rule", message, remedy: "Use one name in both places." }],
      });
    }
    const saved = await engine.saveRule(body, { author: caller.name });
    hub.changed("rules", params.rule);
    return saved;
  },
});
