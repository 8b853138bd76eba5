import { AppError } from "@belfry/model";
import type { Store } from "@belfry/store";
import { lockRule } from "./lock-rule.ts";
import { checkPrecondition } from "./rule-precondition.ts";
import { setStatusIn, type StatusDeps, type StatusOptions } from "./set-rule-status.ts";

/** Disables a rule that is archived, and leaves any other as it is. @throws AppError RULE_NOT_FOUND, PRECONDITION_FAILED */
export async function unarchiveRule(
  deps: StatusDeps & { readonly store: Store },
  slug: string,
  options: StatusOptions,
): Promise<void> {
  await deps.store.transaction(async (tx) => {
    const rule = await lockRule(tx, slug);
    if (rule === undefined) throw new AppError("RULE_NOT_FOUND", { rule: slug });
    checkPrecondition(slug, rule, options.expected);
    if (rule.status === "archived") await setStatusIn(deps, tx, slug, "disabled", options);
  });
}
