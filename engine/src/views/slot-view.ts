import type { SlotFate } from "@belfry/model";

/** A slot, or a run of slots of equal fate. `planned` ones are not decided yet. */
export interface SlotView {
  readonly trigger: string;
  readonly from: Date;
  readonly to: Date;
  /** The time that the schedule names for the first of them, where the trigger is spread and fires later. */
  readonly scheduledFor: Date | null;
  readonly n: number;
  readonly fate: SlotFate | "planned";
  readonly executionId: number | null;
  readonly detail: Readonly<Record<string, unknown>> | null;
}

/** The reconciliation of one rule: `due` is counted by schedule arithmetic, the rest by what is written. */
export interface SlotReconciliation {
  readonly rule: string;
  readonly due: number;
  readonly planned: number;
  readonly fates: Readonly<Partial<Record<SlotFate, number>>>;
  /** Whether due = planned + the sum of the fates. */
  readonly balanced: boolean;
}
