import type { ActionRun, ExecutionDetail } from "@belfry/client";
import { createTimeScale, type TimeScale } from "./time-scale.ts";

type Execution = Pick<
  ExecutionDetail,
  "actionRuns" | "createdAt" | "startedAt" | "finishedAt" | "state" | "waitingFor"
>;

/** One step of the rule as it stands in the definition, for the actions that were not reached yet. */
export interface PlannedAction {
  readonly action: string;
  readonly use: string;
}

export interface Bar {
  readonly kind: "attempt" | "retry-wait" | "waiting" | "running";
  /** How the attempt ended; empty for what is no attempt. */
  readonly state: ActionRun["state"] | null;
  readonly left: number;
  readonly width: number;
  /** Which of the bars that lie above each other. */
  readonly lane: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly attempt: number;
  readonly iteration: string;
}

export interface TimelineRow {
  readonly action: string;
  readonly use: string;
  /** `planned` was not reached yet; `running`, `retrying` and `waiting` are under way. */
  readonly state: ActionRun["state"] | "planned" | "running" | "retrying" | "waiting";
  readonly bars: readonly Bar[];
  readonly lanes: number;
  readonly attempts: number;
  readonly iterations: number;
  /** How long it was busy or waited, without the time between an end and a later retry by hand; null when nothing has begun. */
  readonly tookMs: number | null;
}

export interface Timeline {
  readonly rows: readonly TimelineRow[];
  readonly scale: TimeScale;
}

type Draft = Omit<Bar, "left" | "width" | "lane">;

/** Iterations that run at once lie above each other, up to so many lines; further ones share the last. */
const MOST_LANES = 8;

/**
 * The picture of an execution: a row per action, a bar per attempt, and the waits between the attempts.
 *
 * @param planned the actions of the rule in their order, if they are those the execution was started with
 * @param nowMs until when bars of what is under way reach
 */
export function layOutTimeline(execution: Execution, planned: readonly PlannedAction[], nowMs: number): Timeline {
  const byAction = Map.groupBy(execution.actionRuns, (run) => run.action);
  const known: PlannedAction[] = [...byAction].map(([action, runs]) => ({ action, use: runs[0]?.use ?? "" }));
  const order = mergeOrder(planned, known);
  const current = currentAction(execution, order, byAction);

  const drafts = order.map(({ action, use }) => {
    const runs = byAction.get(action) ?? [];
    const isCurrent = action === current;
    const bars = [...attemptBars(runs), ...(isCurrent ? underWayBars(execution, runs, nowMs) : [])];
    return { action, use, runs, bars, isCurrent };
  });

  const scale = createTimeScale(
    drafts.flatMap(({ bars }) => bars.map(({ fromMs, toMs }) => ({ from: fromMs, to: toMs }))),
  );
  const rows = drafts.map(({ action, use, runs, bars, isCurrent }): TimelineRow => {
    const placed = place(bars, scale);
    return {
      action,
      use,
      state: isCurrent ? underWayState(execution.state) : (runs.toSorted(byEnd).at(-1)?.state ?? "planned"),
      bars: placed,
      lanes: Math.max(1, ...placed.map(({ lane }) => lane + 1)),
      attempts: Math.max(0, ...runs.map(({ attempt }) => attempt)),
      iterations: new Set(runs.map(({ iteration }) => iteration).filter((iteration) => iteration !== "")).size,
      tookMs: bars.length === 0 ? null : covered(bars),
    };
  });
  return { rows, scale };
}

/** The planned actions, and behind them those that ran and are in no plan (`onFailure`, or another version). */
function mergeOrder(planned: readonly PlannedAction[], known: readonly PlannedAction[]): PlannedAction[] {
  const names = new Set(planned.map(({ action }) => action));
  return [...planned, ...known.filter(({ action }) => !names.has(action))];
}

/** Which action is under way: the one the engine waits for, or the first that has not ended well. */
function currentAction(
  { state, waitingFor, startedAt }: Execution,
  order: readonly PlannedAction[],
  byAction: ReadonlyMap<string, readonly ActionRun[]>,
): string | undefined {
  if (startedAt === null || !(state === "running" || state === "retrying" || state === "waiting")) return undefined;
  if (waitingFor !== null) return waitingFor.action ?? undefined;
  return order.find(({ action }) => byAction.get(action)?.some(isFinal) !== true)?.action;
}

/** Whether this run ended its action, not only an attempt or an iteration of it. */
function isFinal(run: ActionRun): boolean {
  return run.iteration === "" && (run.state === "success" || run.state === "skipped");
}

function underWayState(state: Execution["state"]): "running" | "retrying" | "waiting" {
  return state === "retrying" || state === "waiting" ? state : "running";
}

function attemptBars(runs: readonly ActionRun[]): Draft[] {
  const byIteration = Map.groupBy(runs, ({ iteration, redrive }) => `${redrive} ${iteration}`);
  const hasIterations = runs.some(({ iteration }) => iteration !== "");
  return [...byIteration.values()].flatMap((attempts) => {
    const ordered = attempts.toSorted((a, b) => a.attempt - b.attempt);
    return ordered.flatMap((run, index): Draft[] => {
      // The result of a whole forEach is written at its end and took no time of its own.
      if (hasIterations && run.iteration === "" && run.state === "success") return [];
      const { attempt, iteration } = run;
      const fromMs = Date.parse(run.startedAt);
      const bar: Draft = {
        kind: "attempt",
        state: run.state,
        fromMs,
        toMs: Date.parse(run.finishedAt),
        attempt,
        iteration,
      };
      const before = ordered[index - 1];
      if (before === undefined) return [bar];
      return [
        { kind: "retry-wait", state: null, fromMs: Date.parse(before.finishedAt), toMs: fromMs, attempt, iteration },
        bar,
      ];
    });
  });
}

/** From the end of what was written last until now. */
function underWayBars(execution: Execution, runs: readonly ActionRun[], nowMs: number): Draft[] {
  const state = underWayState(execution.state);
  const last = runs.toSorted(byEnd).at(-1);
  const lastOfAll = execution.actionRuns.toSorted(byEnd).at(-1);
  const since = last?.finishedAt ?? lastOfAll?.finishedAt ?? execution.startedAt ?? execution.createdAt;
  const fromMs = Date.parse(since);
  const kind = state === "retrying" ? "retry-wait" : state;
  return [
    { kind, state: null, fromMs, toMs: Math.max(fromMs, nowMs), attempt: (last?.attempt ?? 0) + 1, iteration: "" },
  ];
}

function byEnd(a: ActionRun, b: ActionRun): number {
  return Date.parse(a.finishedAt) - Date.parse(b.finishedAt);
}

/** Gives each bar its place; bars that overlap go to different lanes. */
function place(bars: readonly Draft[], scale: TimeScale): Bar[] {
  const laneEnds: number[] = [];
  return bars
    .toSorted((a, b) => a.fromMs - b.fromMs || a.toMs - b.toMs)
    .map((bar) => {
      const free = laneEnds.findIndex((end) => end <= bar.fromMs);
      const lane = free === -1 ? Math.min(laneEnds.length, MOST_LANES - 1) : free;
      laneEnds[lane] = Math.max(laneEnds[lane] ?? 0, bar.toMs);
      const left = scale.position(bar.fromMs);
      return { ...bar, lane, left, width: scale.position(bar.toMs) - left };
    });
}

/** How much time at least one bar covers. */
function covered(bars: readonly Draft[]): number {
  let sum = 0;
  let end = -Infinity;
  for (const { fromMs, toMs } of bars.toSorted((a, b) => a.fromMs - b.fromMs)) {
    sum += Math.max(0, toMs - Math.max(fromMs, end));
    end = Math.max(end, toMs);
  }
  return sum;
}
