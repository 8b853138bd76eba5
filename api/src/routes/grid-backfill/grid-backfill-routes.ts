import type { Route } from "../../contract/define-route.ts";
import { cancelGridBackfill, pauseGridBackfill, resumeGridBackfill } from "./change-grid-backfill.ts";
import { getGridBackfill } from "./get-grid-backfill.ts";
import { listGridBackfills } from "./list-grid-backfills.ts";
import { startGridBackfill } from "./start-grid-backfill.ts";

/** Cells of past days that are made afterwards, in the order of their documentation. */
export const gridBackfillRoutes: readonly Route[] = [
  startGridBackfill,
  listGridBackfills,
  getGridBackfill,
  pauseGridBackfill,
  resumeGridBackfill,
  cancelGridBackfill,
];
