import { stepsOf, type Rule } from "@belfry/model";
import type { Registry } from "../registry.ts";

/** The actions of a rule, by their paths, that reach people or systems outside; those inside of other steps too. */
export function sendsOutside(registry: Registry, rule: Rule): string[] {
  return [...stepsOf(rule)].flatMap(({ step, path }) => {
    if (step.use === undefined) return [];
    const sends = registry.actions.get(step.use)?.sendsOutside ?? false;
    return (typeof sends === "function" ? sends(step.with ?? {}) : sends) ? [path] : [];
  });
}
