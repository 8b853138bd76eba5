/**
 * The named places where a crash matters. Tests and the chaos command stop a real process there; production passes
 * `noFaults`, which does nothing.
 */
export const faultPoints = [
  "after-plan",
  "before-decide-commit",
  "after-decide-commit",
  "after-claim",
  "before-action",
  "after-action",
  "after-checkpoint",
  "before-finish",
  "after-finish",
  "after-children",
  "after-mark",
  "after-verdict",
  "before-accept-commit",
  "after-accept-commit",
  "before-feed-accept",
  "before-failures-commit",
  "after-failures-commit",
  "before-alerts-commit",
  "after-alerts-commit",
  "before-backfill-commit",
  "after-backfill-commit",
] as const;
export type FaultPoint = (typeof faultPoints)[number];

export interface Faults {
  /** Called when the process comes past a point. What it awaits delays the process, what it throws ends that work. */
  at(point: FaultPoint): Promise<void> | void;
}

export const noFaults: Faults = { at: () => undefined };
