import type { Rule } from "@belfry/model";
import type { Registry } from "../registry.ts";

/** The actions of a rule, by their paths, that reach people or systems outside. */
export function sendsOutside(registry: Registry, rule: Rule): string[] {
  return (["actions", "onFailure"] as const).flatMap((part) =>
    (rule[part] ?? []).flatMap((step, i) => {
      const sends = registry.actions.get(step.use)?.sendsOutside ?? false;
      return (typeof sends === "function" ? sends(step.with ?? {}) : sends) ? [`${part}[${i}]`] : [];
    }),
  );
}
