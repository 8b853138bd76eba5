import { isDeepStrictEqual } from "node:util";
import {
  AppError,
  refusedLabel,
  weakenedDemands,
  type Actor,
  type Problem,
  type Rule,
  type Scope,
} from "@belfry/model";
import type { Store, Tx } from "@belfry/store";
import type { Audit } from "../audit.ts";
import { checkWatched } from "../outcomes/check-watched.ts";
import { followWatchedRule } from "../sql/outcomes/follow-watched-rule.ts";
import { checkCalled } from "./check-called.ts";
import { syncTriggers, type SyncDeps } from "../slots/sync-triggers.ts";
import { insertRuleVersion } from "../sql/rules/insert-rule-version.ts";
import { insertRule } from "../sql/rules/insert-rule.ts";
import type { RuleRow } from "../sql/rules/rule-row.ts";
import { checkNewVersion, type ReleaseDeps } from "../release/rule-demands.ts";
import { lockRule } from "./lock-rule.ts";
import { checkPrecondition, type RulePrecondition } from "./rule-precondition.ts";

export type SaveOutcome = "created" | "changed" | "unchanged";

export interface SaveOptions {
  readonly by: Actor;
  /** What the author is restricted to: the rule must be theirs before and after. @default nothing */
  readonly scope?: Scope | null;
  /** @default the last one who saves wins; every version is kept */
  readonly expected?: RulePrecondition;
  /** What the author says of the change, for those who look at the versions. @default nothing */
  readonly note?: string;
  /** Whether the author may drop or soften what a second person has to release. @default false */
  readonly mayWeakenDemands?: boolean;
}

export interface SaveDeps extends SyncDeps, ReleaseDeps {
  readonly store: Store;
  readonly audit: Audit;
}

/** Saves a checked rule as its next version: version, triggers and plans in one transaction. A new rule is disabled. */
export async function saveRule(
  deps: SaveDeps,
  rule: Rule,
  options: SaveOptions,
  /** What keeps the rule from working; a rule that is enabled already is not saved with it. */
  hindrances: readonly Problem[] = [],
): Promise<SaveOutcome> {
  return deps.store.transaction((tx) => saveRuleIn(deps, tx, rule, options, hindrances));
}

/** The same in the transaction of somebody else. */
export async function saveRuleIn(
  deps: SaveDeps,
  tx: Tx,
  rule: Rule,
  options: SaveOptions,
  hindrances: readonly Problem[] = [],
): Promise<SaveOutcome> {
  const { by, scope = null, expected, mayWeakenDemands = false, note = "" } = options;
  const before = await lockRule(tx, rule.rule);
  checkScope(before, rule, scope);
  checkPrecondition(rule.rule, before, expected);
  await checkWatched(tx, deps.registry, rule, scope);
  await checkCalled(tx, rule, scope);
  if (before === undefined) {
    const id = await insertRule(tx, rule);
    // Somebody else created it in this very moment; theirs is not to be overwritten unseen.
    if (id === 0) throw new AppError("RULE_EXISTS", { rule: rule.rule });
    await insertRuleVersion(tx, id, rule, { author: by.name, note });
    await followWatchedRule(tx, id);
  } else {
    if (before.status === "archived")
      throw new AppError("RULE_NOT_ENABLED", {
        rule: rule.rule,
        reason: "It is archived; bring it back first (unarchive).",
      });
    if (isDeepStrictEqual(before.definition, rule)) return "unchanged";
    if (!mayWeakenDemands) refuseWeaker(before.definition, rule);
    if (before.status === "enabled" && hindrances.length > 0)
      throw new AppError("RULE_INVALID", { problems: hindrances });
    await checkNewVersion(deps, tx, before, rule);
    const version = await insertRuleVersion(tx, before.id, rule, { author: by.name, note });
    if (!isDeepStrictEqual(before.definition.labels, rule.labels)) await followWatchedRule(tx, before.id);
    if (before.status === "enabled") await syncTriggers(deps, tx, { id: before.id, version, definition: rule });
  }
  await deps.audit(tx, {
    by,
    action: "rules.save",
    subject: { kind: "rule", id: rule.rule },
    outcome: "done",
    ...(before !== undefined && { before: before.definition }),
    after: rule,
    detail: { version: (before?.version ?? 0) + 1, ...(note !== "" && { note }) },
  });
  return before === undefined ? "created" : "changed";
}

/** What one editor demands, another does not take back: else the second person would be asked only by those who agree. */
function refuseWeaker(before: Rule, after: Rule): void {
  const [weaker] = weakenedDemands(before, after);
  if (weaker === undefined) return;
  const reason = `It would weaken ${weaker}; that takes the permission settings:write.`;
  throw new AppError("PERMISSION_DENIED", { rule: after.rule, reason, permission: "settings:write" });
}

/** Who is restricted to labels can neither take over a rule of others nor give one of theirs away. */
export function checkScope(before: RuleRow | undefined, rule: Rule, scope: Scope | null): void {
  if (before !== undefined && refusedLabel(before.labels, scope) !== undefined) {
    const reason = `The rule "${rule.rule}" belongs to somebody else.`;
    throw new AppError("RULE_EXISTS", { rule: rule.rule, reason, remedy: "Choose another name." });
  }
  const refused = refusedLabel(rule.labels ?? {}, scope);
  if (refused === undefined) return;
  const values = refused.values.map((value) => JSON.stringify(value)).join(" or ");
  const reason = `Its label "${refused.label}" must be ${values}.`;
  throw new AppError("LABEL_NOT_ALLOWED", { rule: rule.rule, label: refused.label, reason });
}
