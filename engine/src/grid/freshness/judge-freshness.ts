/**
 * What is to be told of a period, by what its cells are now and what was told before. Pure: whoever looks, and however
 * often, comes to the same, and each alarm is one.
 */
import type { CellState } from "@belfry/model";
import type { OpenFreshness } from "../../sql/grid/freshness/select-open-freshness.ts";

export interface FreshnessCounts {
  /** All that are wanted. */
  readonly total: number;
  /** Done or skipped. */
  readonly settled: number;
  readonly isComplete: boolean;
}

/** Cells that are retired are not wanted; those that are skipped are left out because somebody, or the rule, says so. */
export function freshnessCounts(states: Readonly<Partial<Record<CellState, number>>>): FreshnessCounts {
  const { done = 0, skipped = 0, pending = 0, running = 0, failed = 0 } = states;
  const settled = done + skipped;
  const total = settled + pending + running + failed;
  return { total, settled, isComplete: total > 0 && settled === total };
}

export interface FreshnessVerdict {
  /** It begins to be worked on. */
  readonly begins: boolean;
  /** It is announced, for the nth time. */
  readonly announces: number | undefined;
  readonly isLate: boolean;
  readonly escalates: boolean;
  /** What was announced is no longer all. */
  readonly stale: boolean;
  readonly closes: boolean;
}

/** So long after the deadline late cells are waited for. */
const WATCHED_MS = 7 * 86_400_000;

export function judgeFreshness(row: OpenFreshness, now: Date): FreshnessVerdict {
  const { total, settled, isComplete } = freshnessCounts(row.states);
  const isDue = now >= row.deadlineAt;
  const isFirst = row.announced === 0;
  const isAgain = !isFirst && (row.stale || row.announcedTotal !== total);
  const announces = isComplete ? isFirst || isAgain : isFirst && isDue && row.atDeadline;
  // What was complete in time and is opened again later is no alarm.
  const isLate = !isComplete && isDue && row.lateAt === null && row.completeAt === null;
  const wasLate = row.lateAt !== null || isLate;
  return {
    begins: row.beganAt === null && settled + (row.states.running ?? 0) > 0,
    announces: announces ? row.announced + 1 : undefined,
    isLate,
    escalates:
      !isComplete &&
      wasLate &&
      row.completeAt === null &&
      row.escalateAt !== null &&
      now >= row.escalateAt &&
      row.escalatedAt === null,
    stale: !isComplete && (row.announced > 0 || announces),
    closes: now.getTime() - row.deadlineAt.getTime() > WATCHED_MS,
  };
}

export type FreshnessState = "fresh" | "on-time" | "at-risk" | "late";

/** How it stands: by the pace of its cells so far it is known when they will be complete. */
export function freshnessState(
  row: Pick<OpenFreshness, "states" | "beganAt" | "deadlineAt">,
  now: Date,
): { readonly state: FreshnessState; readonly etaAt: Date | null } {
  const { total, settled, isComplete } = freshnessCounts(row.states);
  if (isComplete) return { state: "fresh", etaAt: null };
  const tookMs = row.beganAt === null ? 0 : now.getTime() - row.beganAt.getTime();
  const leftMs = settled === 0 || tookMs <= 0 ? undefined : ((total - settled) * tookMs) / settled;
  const etaAt = leftMs === undefined ? null : new Date(now.getTime() + leftMs);
  if (now >= row.deadlineAt) return { state: "late", etaAt };
  return { state: etaAt !== null && etaAt > row.deadlineAt ? "at-risk" : "on-time", etaAt };
}
