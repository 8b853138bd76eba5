import type { RuleView } from "@belfry/client";

/** Whether some trigger of a rule waits for what Belfry tells of itself: events whose type begins with `belfry.`. */
export function takesAlerts({ definition }: Pick<RuleView, "definition">): boolean {
  const { triggers } = definition;
  if (!Array.isArray(triggers)) return false;
  return triggers.some((trigger: unknown) => {
    if (typeof trigger !== "object" || trigger === null || !("event" in trigger)) return false;
    const { event } = trigger;
    const types: readonly unknown[] = Array.isArray(event) ? event : [event];
    return types.some((type) => typeof type === "string" && type.startsWith("belfry."));
  });
}
