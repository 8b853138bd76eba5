import { AppError, type ApprovalVerdict } from "@belfry/model";
import type { Store } from "@belfry/store";
import { askBeforeStatus } from "../release/rule-demands.ts";
import { deleteRule } from "../sql/rules/delete-rule.ts";
import { isRuleUnused } from "../sql/rules/is-rule-unused.ts";
import { lockRule } from "./lock-rule.ts";
import { checkPrecondition } from "./rule-precondition.ts";
import { setStatusIn, type StatusDeps, type StatusOptions } from "./set-rule-status.ts";

/** What became of a rule that somebody wanted to be gone. */
export type RemoveOutcome =
  /** It never did anything, and nothing is left of it but the audit trail. */
  | { readonly outcome: "removed" }
  /** It was put away: what it did stays, and needs the rule to be understood. */
  | { readonly outcome: "archived" }
  /** A second person has to agree first; the rule is as it was. */
  | { readonly outcome: "waiting"; readonly approval: ApprovalVerdict };

/** Removes a rule that never did anything, and archives any other. @throws AppError RULE_NOT_FOUND, PRECONDITION_FAILED */
export async function removeRule(
  deps: StatusDeps & { readonly store: Store },
  slug: string,
  options: StatusOptions,
): Promise<RemoveOutcome> {
  return deps.store.transaction(async (tx): Promise<RemoveOutcome> => {
    const rule = await lockRule(tx, slug);
    if (rule === undefined) throw new AppError("RULE_NOT_FOUND", { rule: slug });
    checkPrecondition(slug, rule, options.expected);
    if (!(await isRuleUnused(tx, rule.id))) {
      const approval = await setStatusIn(deps, tx, slug, "archived", options);
      return approval === undefined ? { outcome: "archived" } : { outcome: "waiting", approval };
    }
    const approval =
      rule.status === "archived"
        ? undefined
        : await askBeforeStatus(deps, tx, rule, { status: "archived", by: options.by });
    if (approval !== undefined) return { outcome: "waiting", approval };
    await deleteRule(tx, rule.id);
    await deps.audit(tx, {
      by: options.by,
      action: "rules.remove",
      subject: { kind: "rule", id: slug },
      outcome: "done",
      before: rule.definition,
    });
    return { outcome: "removed" };
  });
}
