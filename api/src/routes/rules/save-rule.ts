import { mayDo } from "@belfry/access";
import { AppError } from "@belfry/model";
import { defineRoute } from "../../contract/define-route.ts";
import { expectedOf, IfMatchOrNone } from "../../schemas/preconditions.ts";
import { SaveQuery } from "../../schemas/rule-version.ts";
import { RuleDefinition, RuleParams, SavedRule } from "../../schemas/rule.ts";

export const saveRule = defineRoute({
  method: "PUT",
  path: "/v1/rules/{rule}",
  operation: "rules.save",
  summary: "Saves a rule as its next version",
  description:
    "A new rule is disabled. Saving the same definition again makes no version. An invalid rule is refused as a whole. With `If-Match: <ETag>` it is saved only when nobody has changed it since, with `If-None-Match: *` only when it does not exist yet. Without either the last save wins; every version is kept. To drop or soften an `approval` of a rule takes the permission settings:write.",
  permission: "rules:write",
  reach: "scoped",
  mayCreate: true,
  params: RuleParams,
  query: SaveQuery,
  headers: IfMatchOrNone,
  body: RuleDefinition,
  example: {
    body: {
      rule: "nightly-report",
      name: "Nightly report",
      labels: { team: "students" },
      triggers: [{ cron: "0 6 * * *", timezone: "Asia/Shanghai" }],
      actions: [{ id: "night", use: "noop", with: { value: "${{ now }}" } }],
    },
  },
  response: SavedRule,
  errors: [
    "APPROVAL_REQUIRED",
    "RULE_INVALID",
    "RULE_EXISTS",
    "RULE_NOT_ENABLED",
    "LABEL_NOT_ALLOWED",
    "PRECONDITION_FAILED",
  ],

  async handle({ engine, hub, params, query, headers, body, caller, actor, scope, http }) {
    if (body["rule"] !== params.rule) {
      const message = `The rule names itself ${JSON.stringify(body["rule"])}, the address names it "${params.rule}".`;
      throw new AppError("RULE_INVALID", {
        problems: [{ path: "rule", message, remedy: "Use one name in both places." }],
      });
    }
    const saved = await engine.saveRule(body, {
      by: actor,
      scope,
      mayWeakenDemands: mayDo(caller, "settings:write"),
      ...(query.note !== undefined && { note: query.note }),
      ...expectedOf(headers),
    });
    hub.changed("rules", params.rule);
    http.setRevision(saved.rule.revision);
    return saved;
  },
});
