import type { Slot } from "@belfry/client";

export interface AwaitedRules {
  readonly done: readonly string[];
  readonly missing: readonly string[];
}

/** The rules that a slot waits for, or waited for; undefined for what was decided by something else. */
export function awaitedRules(detail: Slot["detail"]): AwaitedRules | undefined {
  const done = ruleNames(detail?.["done"]);
  const missing = ruleNames(detail?.["missing"]);
  return done === undefined || missing === undefined ? undefined : { done, missing };
}

function ruleNames(list: unknown): readonly string[] | undefined {
  if (!Array.isArray(list)) return undefined;
  return list.flatMap((entry: unknown) =>
    typeof entry === "object" && entry !== null && "rule" in entry && typeof entry.rule === "string"
      ? [entry.rule]
      : [],
  );
}
