import { mayDo } from "@belfry/access";
import { AppError } from "@belfry/model";
import type { z } from "zod";
import { defineRoute } from "../../contract/define-route.ts";
import { DryRun, DryRunRequest } from "../../schemas/dry-run.ts";
import { RuleParams } from "../../schemas/rule.ts";
import { given } from "../given.ts";

export const dryRunRule = defineRoute({
  method: "POST",
  path: "/v1/rules/{rule}/dry-run",
  operation: "rules.dryRun",
  summary: "Tries a rule out with real data, and shows all that it would do",
  description:
    "Nothing is sent, written or started: actions that only read run, and of all others it is shown what they would have done; changes of databases are taken back. It takes a minute at most, and a few of them run at once. Each is written down in the audit log, because it reads real data.",
  permission: "rules:run",
  reach: "scoped",
  mayCreate: true,
  params: RuleParams,
  body: DryRunRequest,
  example: { body: { trigger: { inputs: {} } } },
  response: DryRun,
  errors: [
    "DRY_RUN_BUSY",
    "EVENT_NOT_FOUND",
    "RULE_NOT_FOUND",
    "RULE_NOT_ENABLED",
    "RULE_INVALID",
    "RULE_EXISTS",
    "LABEL_NOT_ALLOWED",
    "INPUT_INVALID",
    "INPUT_NOT_ALLOWED",
  ],

  async handle({ engine, params, body, caller, actor, scope }) {
    const { definition, trigger, maxItems } = body;
    if (definition !== undefined)
      demand(caller, "rules:write", "A definition that is not saved is tried by who may write rules.");
    if (trigger?.eventId !== undefined)
      demand(caller, "events:read", "An event that came is tried with by who may read events.");
    const { event, ...rest } = trigger ?? {};
    return engine.dryRunRule(params.rule, {
      by: actor,
      scope,
      maxItems,
      ...(definition !== undefined && { definition }),
      trigger: { ...given(rest), ...(event !== undefined && { event: eventOf(event) }) },
    });
  },
});

type GivenEvent = NonNullable<NonNullable<z.output<typeof DryRunRequest>["trigger"]>["event"]>;

function eventOf({ time, ...event }: GivenEvent) {
  return { ...given(event), ...(time !== undefined && { occurredAt: time }) };
}

function demand(caller: Parameters<typeof mayDo>[0], permission: Parameters<typeof mayDo>[1], reason: string): void {
  if (!mayDo(caller, permission)) throw new AppError("PERMISSION_DENIED", { reason, permission });
}
