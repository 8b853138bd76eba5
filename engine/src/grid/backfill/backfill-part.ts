import { AppError, type Actor } from "@belfry/model";
import type { EngineCore } from "../../engine-core.ts";
import { selectBackfills } from "../../sql/grid/backfill/select-backfills.ts";
import { gridNamed } from "../read-grid.ts";
import { backfillView, type BackfillView } from "./backfill-view.ts";
import { changeBackfill, type BackfillWish } from "./change-backfill.ts";
import { planBackfill, type BackfillPlan, type BackfillRequest } from "./plan-backfill.ts";
import { startBackfill, type BackfillStart } from "./start-backfill.ts";

/** What the engine answers about cells of past days that are made afterwards. */
export interface GridBackfillPart {
  /** What it would do; nothing is written. @throws AppError GRID_NOT_FOUND, GRID_TASK_UNKNOWN, GRID_DIMENSION_UNKNOWN, GRID_BACKFILL_INVALID */
  previewGridBackfill(grid: string, request: BackfillRequest): Promise<BackfillPlan>;
  /** Begins one, or gives the one that is under way for the same. @throws AppError as the preview does */
  startGridBackfill(
    grid: string,
    request: BackfillStart,
    options: { readonly by: Actor },
  ): Promise<{ readonly backfill: BackfillView; readonly plan: BackfillPlan }>;
  /** The newest first. @throws AppError GRID_NOT_FOUND */
  listGridBackfills(grid: string, page: { readonly before?: number; readonly limit: number }): Promise<BackfillView[]>;
  /** @throws AppError GRID_NOT_FOUND, GRID_BACKFILL_UNKNOWN */
  getGridBackfill(grid: string, id: number): Promise<BackfillView>;
  /** @throws AppError GRID_NOT_FOUND, GRID_BACKFILL_UNKNOWN, GRID_BACKFILL_OVER */
  changeGridBackfill(
    grid: string,
    id: number,
    options: { readonly wish: BackfillWish; readonly by: Actor },
  ): Promise<BackfillView>;
}

export function createGridBackfillPart(core: EngineCore): GridBackfillPart {
  const { store, registry, calendars, audit, bus, feed } = core;
  const deps = { store, registry, calendars, audit, timeZone: core.services.timeZone };
  const backfillOf = async (grid: string, id: number): Promise<BackfillView> => {
    const { id: gridId } = await gridNamed(store, grid);
    const [row] = await selectBackfills(store, gridId, { id, limit: 1 });
    if (row === undefined) throw new AppError("GRID_BACKFILL_UNKNOWN", { grid, backfill: id });
    return backfillView(row);
  };
  return {
    previewGridBackfill: async (grid, request) => (await planBackfill(deps, grid, request)).plan,
    async startGridBackfill(grid, request, { by }) {
      const { id, plan } = await startBackfill(deps, grid, request, by);
      bus.tell("cells");
      feed.changed("grids", grid);
      return { backfill: await backfillOf(grid, id), plan };
    },
    async listGridBackfills(grid, page) {
      const { id: gridId } = await gridNamed(store, grid);
      return (await selectBackfills(store, gridId, page)).map(backfillView);
    },
    getGridBackfill: backfillOf,
    async changeGridBackfill(grid, id, { wish, by }) {
      await changeBackfill(core, grid, id, { wish, by });
      bus.tell("cells");
      feed.changed("grids", grid);
      return backfillOf(grid, id);
    },
  };
}
