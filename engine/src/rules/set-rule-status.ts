import { AppError } from "@belfry/model";
import type { Store } from "@belfry/store";
import { idleTriggers, syncTriggers, type SyncDeps } from "../slots/sync-triggers.ts";
import { lockRule } from "../sql/rules/lock-rule.ts";
import type { RuleStatus } from "../sql/rules/rule-row.ts";
import { updateRuleStatus } from "../sql/rules/update-rule-status.ts";

/** Changes the status of a rule and begins or stops planning its triggers, in one transaction. */
export async function setRuleStatus(
  deps: SyncDeps & { readonly store: Store },
  slug: string,
  status: RuleStatus,
): Promise<void> {
  await deps.store.transaction(async (tx) => {
    const rule = await lockRule(tx, slug);
    if (rule === undefined) throw new AppError("RULE_NOT_FOUND", { rule: slug });
    if (rule.status === status) return;
    await updateRuleStatus(tx, rule.id, status);
    if (status === "enabled") await syncTriggers(deps, tx, rule);
    else if (rule.status === "enabled") await idleTriggers(deps, tx, rule);
  });
}
