import type { NodeDeps } from "../../node/node-deps.ts";
import type { NodeSource, SourceOptions } from "../../node/due-sources.ts";
import { createKick } from "../../node/kick.ts";
import { expireLeases } from "./expire-leases.ts";
import { runCells } from "./run-cells.ts";
import { settleCells, stopOverdue } from "./settle-cells.ts";

/** Cells whose holder has been silent for too long, whose execution has ended, or whose execution is to be started. */
export function createCellSource(deps: NodeDeps, { takes, fail }: SourceOptions): NodeSource {
  const { store, bus, events, feed, random } = deps;
  const onChanged = (grid: string) => feed.changed("grids", grid);
  let atWork = false;
  const onDue = createKick(async () => {
    for (let more = true; more && takes();) {
      const expired = await expireLeases(store, onChanged);
      const overdue = expired.overdue.flatMap(({ executionId }) => executionId ?? []);
      await stopOverdue(store, overdue);
      if (overdue.length > 0) bus.tell("cancel");
      more = expired.more;
    }
    while (takes() && (await settleCells({ store, random, onChanged })));
    while (takes()) {
      const looked = await runCells(deps);
      if (looked === undefined) break;
      if (looked.started === 0) continue;
      atWork = true;
      bus.tell("queue");
      onChanged(looked.grid);
    }
  }, fail("cells"));
  // Most executions have nothing to do with cells; once some have, the next cell need not wait for the next tick.
  const off = events.on("execution.ended", () => {
    if (atWork) onDue();
  });
  return {
    name: "cells",
    nextDueSql: `least(
        (select min(lease_until) from belfry.grid_cells where state = 'running'),
        (select min(look_at) from belfry.grid_work),
        (select belfry.now() from belfry.grid_cells c where c.state = 'running' and c.execution_id is not null
          and not exists (select from belfry.execution_queue q where q.id = c.execution_id) limit 1))`,
    onDue,
    stop() {
      off();
      return onDue.stop();
    },
  };
}
