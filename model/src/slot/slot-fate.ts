/**
 * A slot is one fire time of one trigger of one rule. Every slot ends with exactly one of these fates, so that
 * "due = sum of fates + still planned" can be checked at any time.
 */
export const SlotFate = {
  /** An execution was started. */
  fired: "fired",
  "condition-false": "condition-false",
  "condition-error": "condition-error",
  /** The rule was still busy and says `onBusy: skip`. */
  "overlap-skipped": "overlap-skipped",
  "rate-limited": "rate-limited",
  paused: "paused",
  /** The rule was disabled at that time. */
  disabled: "disabled",
  "calendar-skipped": "calendar-skipped",
  /** The rules it waits for had not all run when their business day ended. */
  incomplete: "incomplete",
  moved: "moved",
  merged: "merged",
  /** Belfry was not running and the misfire policy does not make up for it. */
  missed: "missed",
  /** The rule was changed before the slot was due; the new version has slots of its own. */
  superseded: "superseded",
} as const;
export type SlotFate = (typeof SlotFate)[keyof typeof SlotFate];
