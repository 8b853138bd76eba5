import type { SlotFate } from "@belfry/model";
import type { ExplainStep } from "../explain/explanation.ts";

/** What came of one fire time or event at one trigger, really or in a replay. */
export interface Outcome {
  /** The fire time, or when the event came in. */
  readonly at: Date;
  /** The name of the trigger within the rule. */
  readonly trigger: string;
  readonly eventId: number | null;
  readonly fate: SlotFate;
  readonly executionId: number | null;
  /** What decided it; made only where it is shown. */
  readonly why: () => readonly ExplainStep[];
}

/** Whether an execution was started for it, or would be. */
export function fires({ fate }: Pick<Outcome, "fate">): boolean {
  return fate === "fired" || fate === "moved";
}
