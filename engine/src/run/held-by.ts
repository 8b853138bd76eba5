import type { HeldExecution } from "../sql/action-run-row.ts";
import type { ClaimedExecution } from "../sql/claim-executions.ts";

/** The holding under which a node writes. */
export function heldBy(claimed: ClaimedExecution): HeldExecution {
  return { execution: claimed.id, epoch: claimed.epoch, createdOn: claimed.createdOn };
}
