import type { HeldExecution } from "../sql/action-runs/action-run-row.ts";
import type { ClaimedExecution } from "../sql/executions/claim-executions.ts";

/** The holding under which a node writes. */
export function heldBy(claimed: ClaimedExecution): HeldExecution {
  return { execution: claimed.id, epoch: claimed.epoch, createdOn: claimed.createdOn };
}
