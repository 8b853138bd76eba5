import type { PlannedAction } from "./timeline-layout.ts";

/** The actions of a rule's definition in their order, named as the engine names them: by their id, else by their place. */
export function plannedActions(definition: Readonly<Record<string, unknown>>): readonly PlannedAction[] {
  const { actions } = definition;
  if (!Array.isArray(actions)) return [];
  return actions.map((step: unknown, index) => {
    const { id, use } = typeof step === "object" && step !== null ? (step as { id?: unknown; use?: unknown }) : {};
    return { action: typeof id === "string" ? id : `a${index + 1}`, use: typeof use === "string" ? use : "" };
  });
}
