import type { RuleApproval, StepApproval } from "./approval-demand.ts";
import type { Rule } from "./rule.ts";

/**
 * The demands of a rule that its next version would drop or soften, as paths into the version before. A step that is gone
 * or has another id takes its demand with it: whoever may not weaken one may not rename it away either.
 */
export function weakenedDemands(before: Rule, after: Rule): string[] {
  return [
    ...ruleDemands(before.approval ?? {}, after.approval ?? {}),
    ...stepDemands(before, after, "actions"),
    ...stepDemands(before, after, "onFailure"),
  ];
}

function ruleDemands(before: RuleApproval, after: RuleApproval): string[] {
  const weaker: string[] = [];
  if (before.firstEnable === true && after.firstEnable !== true) weaker.push("approval.firstEnable");
  if (before.deletion === true && after.deletion !== true) weaker.push("approval.deletion");
  if (limitOf(before.recipientsAbove) < limitOf(after.recipientsAbove)) weaker.push("approval.recipientsAbove");
  return weaker;
}

function stepDemands(before: Rule, after: Rule, part: "actions" | "onFailure"): string[] {
  const kept = new Map((after[part] ?? []).map((step, i) => [`${step.id ?? `a${i + 1}`} ${step.use}`, step.approval]));
  return (before[part] ?? []).flatMap((step, i) => {
    const demand = kept.get(`${step.id ?? `a${i + 1}`} ${step.use}`);
    return step.approval !== undefined && isWeaker(demand, step.approval) ? [`${part}[${i}].approval`] : [];
  });
}

/** One demand asks before the action runs, the other holds what it sends: neither is more than the other. */
function isWeaker(after: StepApproval | undefined, before: StepApproval): boolean {
  if (before === true) return after !== true;
  return after === undefined || after === true || after.recipientsAbove > before.recipientsAbove;
}

function limitOf(recipientsAbove: number | undefined): number {
  return recipientsAbove ?? Number.POSITIVE_INFINITY;
}
