import type { NodeDeps } from "../../node/node-deps.ts";
import type { NodeSource, SourceOptions } from "../../node/due-sources.ts";
import { createKick } from "../../node/kick.ts";
import { expireLeases } from "./expire-leases.ts";

/** Cells whose holder has been silent for too long. */
export function createCellSource({ store }: NodeDeps, { takes, fail }: SourceOptions): NodeSource {
  const onDue = createKick(async () => {
    for (let more = true; more && takes();) more = (await expireLeases(store)).more;
  }, fail("cells"));
  return {
    name: "cells",
    nextDueSql: "(select min(lease_until) from belfry.grid_cells where state = 'running')",
    onDue,
    stop: () => onDue.stop(),
  };
}
