import type { RuleApproval, StepApproval } from "./approval-demand.ts";
import type { Rule } from "./rule.ts";
import { stepsOf, type RuleStep } from "./walk-steps.ts";

/**
 * The demands of a rule that its next version would drop or soften, as paths into the version before. A step that is gone
 * or has another id takes its demand with it: whoever may not weaken one may not rename it away either.
 */
export function weakenedDemands(before: Rule, after: Rule): string[] {
  return [...ruleDemands(before.approval ?? {}, after.approval ?? {}), ...stepDemands(before, after)];
}

function ruleDemands(before: RuleApproval, after: RuleApproval): string[] {
  const weaker: string[] = [];
  if (before.firstEnable === true && after.firstEnable !== true) weaker.push("approval.firstEnable");
  if (before.deletion === true && after.deletion !== true) weaker.push("approval.deletion");
  if (limitOf(before.recipientsAbove) < limitOf(after.recipientsAbove)) weaker.push("approval.recipientsAbove");
  return weaker;
}

function stepDemands(before: Rule, after: Rule): string[] {
  const kept = new Map([...stepsOf(after)].map((found) => [nameOf(found), found.step.approval]));
  return [...stepsOf(before)].flatMap((found) => {
    const { approval } = found.step;
    return approval !== undefined && isWeaker(kept.get(nameOf(found)), approval) ? [`${found.path}.approval`] : [];
  });
}

/** A step is the same one under its id, wherever it stands in its part of the rule. */
function nameOf({ part, id, step }: RuleStep): string {
  return `${part} ${id} ${step.use}`;
}

/** One demand asks before the action runs, the other holds what it sends: neither is more than the other. */
function isWeaker(after: StepApproval | undefined, before: StepApproval): boolean {
  if (before === true) return after !== true;
  return after === undefined || after === true || after.recipientsAbove > before.recipientsAbove;
}

function limitOf(recipientsAbove: number | undefined): number {
  return recipientsAbove ?? Number.POSITIVE_INFINITY;
}
