import { AppError, type Actor, type ApprovalVerdict } from "@belfry/model";
import type { Store, Tx } from "@belfry/store";
import type { Audit } from "../audit.ts";
import { askBeforeStatus, rememberSending, type ReleaseDeps } from "../release/rule-demands.ts";
import { idleTriggers, syncTriggers, type SyncDeps } from "../slots/sync-triggers.ts";
import type { RuleRow, RuleStatus } from "../sql/rules/rule-row.ts";
import { updateRuleStatus } from "../sql/rules/update-rule-status.ts";
import { lockRule } from "./lock-rule.ts";
import { checkPrecondition, type RulePrecondition } from "./rule-precondition.ts";

export interface StatusOptions {
  readonly by: Actor;
  /** @default whatever state it is in */
  readonly expected?: RulePrecondition;
}

const verbs = { enabled: "enable", disabled: "disable", archived: "archive" } as const;

export type StatusDeps = SyncDeps & ReleaseDeps & { readonly audit: Audit };

/**
 * Changes the status of a rule and begins or stops planning its triggers, in one transaction. Returns the request that
 * waits when a second person has to release it first; the status is then as it was.
 */
export async function setRuleStatus(
  deps: StatusDeps & { readonly store: Store },
  slug: string,
  status: RuleStatus,
  options: StatusOptions,
): Promise<ApprovalVerdict | undefined> {
  return deps.store.transaction((tx) => setStatusIn(deps, tx, slug, status, options));
}

/** The same in the transaction of somebody else. */
export async function setStatusIn(
  deps: StatusDeps,
  tx: Tx,
  slug: string,
  status: RuleStatus,
  { by, expected }: StatusOptions,
): Promise<ApprovalVerdict | undefined> {
  const rule = await lockRule(tx, slug);
  if (rule === undefined) throw new AppError("RULE_NOT_FOUND", { rule: slug });
  checkPrecondition(slug, rule, expected);
  if (rule.status === status) return undefined;
  const waiting = await askBeforeStatus(deps, tx, rule, { status, by });
  if (waiting === undefined) await changeStatus(deps, tx, rule, { status, by });
  return waiting;
}

/** Does what a second person has released: nobody is asked again. */
export async function setReleasedStatus(
  deps: StatusDeps,
  tx: Tx,
  slug: string,
  change: { readonly status: RuleStatus; readonly by: Actor },
): Promise<void> {
  const rule = await lockRule(tx, slug);
  if (rule !== undefined && rule.status !== change.status) await changeStatus(deps, tx, rule, change);
}

async function changeStatus(
  deps: StatusDeps,
  tx: Tx,
  rule: RuleRow,
  { status, by }: { readonly status: RuleStatus; readonly by: Actor },
): Promise<void> {
  await updateRuleStatus(tx, rule.id, status);
  if (status === "enabled") {
    await syncTriggers(deps, tx, rule);
    await rememberSending(deps, tx, rule.id, rule.definition);
  } else if (rule.status === "enabled") await idleTriggers(deps, tx, rule);
  const wasPutAway = rule.status === "archived" && status === "disabled";
  await deps.audit(tx, {
    by,
    action: wasPutAway ? "rules.unarchive" : `rules.${verbs[status]}`,
    subject: { kind: "rule", id: rule.slug },
    outcome: "done",
    before: { status: rule.status },
    after: { status },
  });
}
