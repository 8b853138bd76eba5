/**
 * The beginning of a backfill. Its plan is stored in one transaction, however many cells it is for; they are written by
 * whoever looks at it (`write-backfill.ts`). Asking for the same again while it is under way begins no second one.
 */
import { AppError, type Actor } from "@belfry/model";
import type { Audit } from "../../audit.ts";
import { insertBackfill } from "../../sql/grid/backfill/insert-backfill.ts";
import { selectSameBackfill } from "../../sql/grid/backfill/select-same-backfill.ts";
import { ensureGridMonths } from "../../sql/grid/ensure-grid-months.ts";
import { lockGridClaims } from "../../sql/grid/lock-grid-claims.ts";
import { upsertGridPeriods } from "../../sql/grid/upsert-grid-periods.ts";
import type { PreviewDeps } from "../preview-grid.ts";
import { planBackfill, type BackfillPlan, type BackfillRequest } from "./plan-backfill.ts";

export interface BackfillStart extends BackfillRequest {
  /** Why; needed where everything is done once more. */
  readonly reason?: string | undefined;
  /** Whether its executions send messages as those of the daily run do. @default false */
  readonly notify?: boolean | undefined;
}

export interface StartedBackfill {
  readonly id: number;
  readonly plan: BackfillPlan;
}

/** @throws AppError GRID_NOT_FOUND, GRID_TASK_UNKNOWN, GRID_DIMENSION_UNKNOWN, GRID_BACKFILL_INVALID */
export async function startBackfill(
  deps: PreviewDeps & { readonly audit: Audit },
  slug: string,
  request: BackfillStart,
  by: Actor,
): Promise<StartedBackfill> {
  const { store, audit } = deps;
  const { from, until, mode = "missing", tasks, only, reason, notify = false } = request;
  if (mode === "all" && reason === undefined)
    throw new AppError("GRID_BACKFILL_INVALID", { grid: slug, reason: "Doing everything once more needs a reason." });
  const { grid, plan, parts } = await planBackfill(deps, slug, request);
  const gridId = grid.id;
  await ensureGridMonths(store, [...new Set(parts.map(({ start }) => start))]);
  const periods = await upsertGridPeriods(store, gridId, parts);
  const asked = { ...(tasks !== undefined && { tasks }), ...(only !== undefined && { only }) };
  const id = await store.transaction(async (tx) => {
    // Two who ask for the same at once begin one.
    await lockGridClaims(tx, gridId);
    const kept = { gridId, mode, from, until, request: asked, notify };
    const same = await selectSameBackfill(tx, kept);
    if (same !== undefined) return same;
    const made = await insertBackfill(tx, {
      ...kept,
      reason: reason ?? null,
      estimateMs: plan.durationMs,
      by: by.name,
      parts: parts.map(({ taskTypeId, label, start, end, planned }) => {
        const periodId = periods.get(label);
        if (periodId === undefined) throw new Error(`The period ${label} was not written.`);
        return { taskTypeId, periodId, start, end, planned };
      }),
    });
    const after = { ...asked, from, until, mode, notify, cells: plan.cells, reason: reason ?? null };
    const subject = { kind: "grid", id: slug };
    await audit(tx, { by, action: "grids.backfill", subject, outcome: "done", after: { backfill: made, ...after } });
    return made;
  });
  return { id, plan };
}
