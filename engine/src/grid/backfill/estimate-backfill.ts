import { durationMs, type Grid, type GridTaskType } from "@belfry/model";
import type { Queryable } from "@belfry/store";
import { selectBusiestValues, type LimitedBy } from "../../sql/grid/backfill/select-busiest-values.ts";
import { selectCellDurations } from "../../sql/grid/backfill/select-cell-durations.ts";
import { selectWorkerPlaces } from "../../sql/grid/backfill/select-worker-places.ts";
import type { GridRow, SelectionByPlace } from "../../sql/grid/grid-rows.ts";

/** What a backfill uses of one limit: the cells of one platform, one account. */
export interface LimitUse {
  readonly task: string;
  /** The dimension or the attribute; null: all cells of the task type together. */
  readonly by: string | null;
  /** Its value, of those that have most cells; null where `by` is. */
  readonly value: string | null;
  /** How many of them run at once. */
  readonly atOnce: number;
  readonly cells: number;
  /** How long these cells take at the least; null when nobody knows how long one takes. */
  readonly durationMs: number | null;
}

export interface BackfillEstimate {
  /** Null when no cell of any of its task types has been done yet. */
  readonly durationMs: number | null;
  readonly limits: readonly LimitUse[];
}

export interface EstimatedTask {
  readonly task: GridTaskType;
  readonly taskTypeId: number;
  readonly selections: readonly SelectionByPlace[];
  readonly cells: number;
}

const MOST_VALUES = 10;

/**
 * How long cells take is what those of the newest periods took; where a task type has none that are done, as long as those
 * of the others. How many run at once is what limits and workers allow: those of rules share the workers of all nodes, those
 * of other programs are worked on by as many as have done so lately.
 */
export async function estimateBackfill(
  db: Queryable,
  { id: gridId, definition }: GridRow,
  tasks: readonly EstimatedTask[],
): Promise<BackfillEstimate> {
  const asked = tasks.filter(({ cells }) => cells > 0);
  const durations = await selectCellDurations(
    db,
    asked.map(({ taskTypeId }) => taskTypeId),
  );
  const places = await selectWorkerPlaces(db);
  const mean = durations.length === 0 ? null : durations.reduce((sum, { ms }) => sum + ms, 0) / durations.length;
  const known = new Map(durations.map((one) => [one.taskTypeId, one]));
  const msOf = ({ task, taskTypeId }: EstimatedTask) => {
    const ms = known.get(taskTypeId)?.ms ?? mean;
    return ms === null ? null : Math.min(ms, durationMs(task.timeout));
  };
  const holders = Math.max(1, ...durations.map((one) => one.holders));
  const limits = await limitsOf(db, gridId, { definition, tasks: asked, msOf });
  if (mean === null) return { durationMs: null, limits };
  const work = (own: boolean) =>
    asked
      .filter(({ task }) => (task.rule !== undefined) === own)
      .reduce((sum, task) => sum + task.cells * (msOf(task) ?? 0), 0);
  const byWorkers = [work(true) / Math.max(1, places), work(false) / holders];
  const longest = Math.max(0, ...byWorkers, ...limits.map((limit) => limit.durationMs ?? 0));
  return { durationMs: Math.round(longest), limits };
}

interface LimitSource {
  readonly definition: Grid;
  readonly tasks: readonly EstimatedTask[];
  readonly msOf: (task: EstimatedTask) => number | null;
}

async function limitsOf(db: Queryable, gridId: number, { definition, tasks, msOf }: LimitSource): Promise<LimitUse[]> {
  const placeOf = (name: string): number | null => {
    const place = definition.dimensions.findIndex(({ dimension }) => dimension === name) + 1;
    return place === 0 ? null : place;
  };
  const together: LimitUse[] = [];
  const asked: { readonly of: EstimatedTask; readonly by: string; readonly atOnce: number; readonly sql: LimitedBy }[] =
    [];
  const ask = (of: EstimatedTask, by: string, atOnce: number) => {
    const place = placeOf(by);
    const attribute = place === null ? by : null;
    asked.push({ of, by, atOnce, sql: { n: asked.length, selections: of.selections, place, attribute } });
  };
  for (const of of tasks) {
    const { concurrency, exclusive } = of.task;
    if (concurrency?.per !== undefined) ask(of, concurrency.per, concurrency.limit);
    else if (concurrency !== undefined) {
      const ms = msOf(of);
      const atOnce = concurrency.limit;
      const takes = ms === null ? null : Math.round((of.cells * ms) / atOnce);
      together.push({ task: of.task.task, by: null, value: null, atOnce, cells: of.cells, durationMs: takes });
    }
    if (exclusive !== undefined) ask(of, exclusive, 1);
  }
  if (asked.length === 0) return together;
  const sql = asked.map((one) => one.sql);
  const busy = await selectBusiestValues(db, gridId, sql, MOST_VALUES);
  return [
    ...together,
    ...busy.flatMap(({ n, value, members, all }): LimitUse[] => {
      const one = asked[n];
      if (one === undefined) return [];
      const { of, by, atOnce } = one;
      // Its share of the cells, by its share of the members.
      const cells = Math.round((of.cells * members) / Math.max(1, all));
      const ms = msOf(of);
      const takes = ms === null ? null : Math.round((cells * ms) / atOnce);
      return [{ task: of.task.task, by, value, atOnce, cells, durationMs: takes }];
    }),
  ];
}
