import { AppError } from "@belfry/model";
import type { RuleRow } from "../sql/rules/rule-row.ts";

/** What a rule must be before somebody changes it: one of these revisions, there at all, or not there yet. */
export type RulePrecondition = readonly string[] | "exists" | "absent";

/** Which state of a rule this is. It changes with every version and with every change of the status, and never comes back. */
export function revisionOf({ version, change }: Pick<RuleRow, "version" | "change">): string {
  return `v${version}-${change}`;
}

/**
 * Refuses a change that was made against another state of the rule than the present one. Call it with the rule locked.
 * @throws AppError PRECONDITION_FAILED
 */
export function checkPrecondition(
  slug: string,
  rule: RuleRow | undefined,
  expected: RulePrecondition | undefined,
): void {
  if (expected === undefined) return;
  if (rule === undefined) {
    if (expected === "absent") return;
    throw new AppError("PRECONDITION_FAILED", { rule: slug, reason: `There is no rule "${slug}".` });
  }
  const revision = revisionOf(rule);
  if (expected === "exists" || (expected !== "absent" && expected.includes(revision))) return;
  const reason = `The rule "${slug}" is at version ${rule.version} now, as revision ${revision}, and ${rule.status}.`;
  throw new AppError("PRECONDITION_FAILED", { rule: slug, version: rule.version, revision, reason });
}
