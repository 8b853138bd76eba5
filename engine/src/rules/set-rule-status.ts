import { AppError, type Actor } from "@belfry/model";
import type { Store } from "@belfry/store";
import type { Audit } from "../audit.ts";
import { idleTriggers, syncTriggers, type SyncDeps } from "../slots/sync-triggers.ts";
import type { RuleStatus } from "../sql/rules/rule-row.ts";
import { updateRuleStatus } from "../sql/rules/update-rule-status.ts";
import { lockRule } from "./lock-rule.ts";
import { checkPrecondition, type RulePrecondition } from "./rule-precondition.ts";

export interface StatusOptions {
  readonly by: Actor;
  /** @default whatever state it is in */
  readonly expected?: RulePrecondition;
}

const verbs = { enabled: "enable", disabled: "disable", archived: "archive" } as const;

/** Changes the status of a rule and begins or stops planning its triggers, in one transaction. */
export async function setRuleStatus(
  deps: SyncDeps & { readonly store: Store; readonly audit: Audit },
  slug: string,
  status: RuleStatus,
  { by, expected }: StatusOptions,
): Promise<void> {
  await deps.store.transaction(async (tx) => {
    const rule = await lockRule(tx, slug);
    if (rule === undefined) throw new AppError("RULE_NOT_FOUND", { rule: slug });
    checkPrecondition(slug, rule, expected);
    if (rule.status === status) return;
    await updateRuleStatus(tx, rule.id, status);
    if (status === "enabled") await syncTriggers(deps, tx, rule);
    else if (rule.status === "enabled") await idleTriggers(deps, tx, rule);
    await deps.audit(tx, {
      by,
      action: `rules.${verbs[status]}`,
      subject: { kind: "rule", id: slug },
      outcome: "done",
      before: { status: rule.status },
      after: { status },
    });
  });
}
