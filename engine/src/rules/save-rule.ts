import { isDeepStrictEqual } from "node:util";
import { AppError, type Rule } from "@belfry/model";
import type { Store } from "@belfry/store";
import { syncTriggers, type SyncDeps } from "../slots/sync-triggers.ts";
import { insertRuleVersion } from "../sql/rules/insert-rule-version.ts";
import { insertRule } from "../sql/rules/insert-rule.ts";
import { lockRule } from "../sql/rules/lock-rule.ts";

export type SaveOutcome = "created" | "changed" | "unchanged";

export interface SaveDeps extends SyncDeps {
  readonly store: Store;
}

/** Saves a checked rule as its next version: version, triggers and plans in one transaction. A new rule is disabled. */
export async function saveRule(deps: SaveDeps, rule: Rule, author: string): Promise<SaveOutcome> {
  return deps.store.transaction(async (tx) => {
    const before = await lockRule(tx, rule.rule);
    if (before === undefined) {
      const id = await insertRule(tx, rule);
      // Somebody else created it in this very moment; theirs is not to be overwritten unseen.
      if (id === 0) throw new AppError("RULE_EXISTS", { rule: rule.rule });
      await insertRuleVersion(tx, id, rule, author);
      return "created";
    }
    if (before.status === "archived")
      throw new AppError("RULE_NOT_ENABLED", { rule: rule.rule, reason: "It is archived; restore it first." });
    if (isDeepStrictEqual(before.definition, rule)) return "unchanged";
    const version = await insertRuleVersion(tx, before.id, rule, author);
    if (before.status === "enabled") await syncTriggers(deps, tx, { id: before.id, version, definition: rule });
    return "changed";
  });
}
