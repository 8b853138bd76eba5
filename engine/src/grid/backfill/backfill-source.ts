import { createKick } from "../../node/kick.ts";
import type { NodeSource, SourceOptions } from "../../node/due-sources.ts";
import { writeBackfill, type WriteBackfillDeps } from "./write-backfill.ts";

/** Backfills that have cells to be written, or may be done. */
export function createBackfillSource(
  deps: WriteBackfillDeps,
  { takes, fail, onWritten }: SourceOptions & { readonly onWritten: (grid: string) => void },
): NodeSource {
  const onDue = createKick(async () => {
    while (takes()) {
      const grid = await writeBackfill(deps);
      if (grid === undefined) break;
      onWritten(grid);
    }
  }, fail("backfills"));
  return {
    name: "backfills",
    nextDueSql: "(select min(look_at) from belfry.grid_backfills where look_at is not null and state = 'running')",
    onDue,
    stop: () => onDue.stop(),
  };
}
