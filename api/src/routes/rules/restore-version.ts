import { mayDo } from "@belfry/access";
import { defineRoute } from "../../contract/define-route.ts";
import { expectedOf, IfMatch } from "../../schemas/preconditions.ts";
import { RestoreRequest, VersionParams } from "../../schemas/rule-version.ts";
import { SavedRule } from "../../schemas/rule.ts";

export const restoreVersion = defineRoute({
  method: "POST",
  path: "/v1/rules/{rule}/versions/{version}/restore",
  operation: "rules.restoreVersion",
  summary: "Saves what a version of a rule says as its next version",
  description:
    "It is a save like any other: what is invalid by now is refused, and to take back an `approval` takes the permission settings:write. The status of the rule stays.",
  permission: "rules:write",
  reach: "scoped",
  params: VersionParams,
  headers: IfMatch,
  body: RestoreRequest,
  example: { body: { note: "The new list was wrong." } },
  response: SavedRule,
  errors: [
    "APPROVAL_REQUIRED",
    "RULE_INVALID",
    "RULE_NOT_FOUND",
    "RULE_VERSION_NOT_FOUND",
    "RULE_EXISTS",
    "RULE_NOT_ENABLED",
    "LABEL_NOT_ALLOWED",
    "PRECONDITION_FAILED",
  ],

  async handle({ engine, hub, params, headers, body, caller, actor, scope, http }) {
    const saved = await engine.restoreRuleVersion(params.rule, params.version, {
      by: actor,
      scope,
      mayWeakenDemands: mayDo(caller, "settings:write"),
      ...(body.note !== undefined && { note: body.note }),
      ...expectedOf(headers),
    });
    hub.changed("rules", params.rule);
    http.setRevision(saved.rule.revision);
    return saved;
  },
});
