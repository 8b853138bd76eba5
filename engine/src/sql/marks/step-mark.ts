/** What a step keeps while it lasts longer than one holding of its execution. */
export interface StepMark {
  /** The id of the step; empty for the execution as a whole. */
  readonly action: string;
  readonly iteration: string;
  /** In which redrive it was made; one of an earlier redrive says nothing about what begins now. */
  readonly redrive: number;
  readonly kind: "wait" | "event" | "call" | "items" | "begun" | "verdict";
  readonly beganAt: Date;
  /** Until when it waits; null: until it is woken. */
  readonly untilAt: Date | null;
  readonly calledId: number | null;
  /** The event that came, the list, or why the execution is failing; null before it is there. */
  readonly value: unknown;
}

export const markColumns = `action, iteration, redrive, kind, began_at as "beganAt", until_at as "untilAt", called_id as "calledId", value`;
