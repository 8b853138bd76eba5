import type { GridTaskType } from "@belfry/model";
import { retryDelayMs, retryPolicy } from "../../run/retry-delay.ts";
import type { AttemptEnd } from "../../sql/grid/end-cell-attempts.ts";

/** A program that dies is no fault of the task: a cell is begun so often before its lost leases count as a failure. */
const LEAST_LIVES = 3;

export interface FailedCell {
  /** Nothing when the grid no longer names it. */
  readonly task: GridTaskType | undefined;
  /** Which attempt failed, the first is 1. */
  readonly attempt: number;
  readonly retryable: boolean;
  readonly reason: string;
  /** From 0 to 1. */
  readonly random: number;
}

type FailedEnd = Pick<AttemptEnd, "state" | "delayMs" | "reason" | "result">;

/** What becomes of a cell whose attempt failed: it is tried again later, as its task type says, or has failed. */
export function failedEnd({ task, attempt, retryable, reason, random }: FailedCell): FailedEnd {
  const { external: times } = retryPolicy(task?.retry);
  const again = retryable && attempt < times.attempts;
  return {
    state: again ? "pending" : "failed",
    delayMs: again ? retryDelayMs(times, attempt, random) : 0,
    reason,
    result: null,
  };
}

/** What becomes of a cell whose holder is gone: another one has it at once, unless that happened too often. */
export function expiredEnd(task: GridTaskType | undefined, attempt: number): FailedEnd {
  const again = attempt < Math.max(retryPolicy(task?.retry).external.attempts, LEAST_LIVES);
  return { state: again ? "pending" : "failed", delayMs: 0, reason: "lease-expired", result: null };
}
