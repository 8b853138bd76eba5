import type { ExplainStep } from "@belfry/client";

/** Steps about one trigger of one rule, or about all of it. */
export interface StepGroup {
  readonly rule: string | null;
  readonly trigger: string | null;
  readonly steps: readonly ExplainStep[];
}

/** Puts steps together that follow each other and are about the same. */
export function groupSteps(steps: readonly ExplainStep[]): StepGroup[] {
  const groups: { rule: string | null; trigger: string | null; steps: ExplainStep[] }[] = [];
  for (const step of steps) {
    const last = groups.at(-1);
    if (last !== undefined && last.rule === step.rule && last.trigger === step.trigger) last.steps.push(step);
    else groups.push({ rule: step.rule, trigger: step.trigger, steps: [step] });
  }
  return groups;
}
