import type { Chapter } from "./chapter.ts";
import { alerts } from "./alerts.ts";
import { connections } from "./connections.ts";
import { ends } from "./ends.ts";
import { events } from "./events.ts";
import { failures } from "./failures.ts";
import { feeds } from "./feeds.ts";
import { gridBackfills } from "./grid-backfills.ts";
import { gridFreshness } from "./grid-freshness.ts";
import { gridCells } from "./grid-cells.ts";
import { gridMirror } from "./grid-mirror.ts";
import { grids } from "./grids.ts";
import { keeping } from "./keeping.ts";
import { limits } from "./limits.ts";
import { nodes } from "./nodes.ts";
import { outcomes } from "./outcomes.ts";
import { runs } from "./runs.ts";
import { schedules } from "./schedules.ts";

/** Those that take longest come first, so that none of them is left to the end. */
export const chapters: readonly Chapter[] = [
  nodes,
  runs,
  schedules,
  ends,
  outcomes,
  keeping,
  events,
  feeds,
  limits,
  failures,
  alerts,
  connections,
  grids,
  gridCells,
  gridMirror,
  gridBackfills,
  gridFreshness,
];
