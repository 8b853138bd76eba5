import type { Scope } from "@belfry/model";
import type { Tx } from "@belfry/store";
import type { FailureSelection } from "../../views/failure-views.ts";
import { selectedFailures, selectionValues } from "./failure-selection.ts";

export interface LockedFailure {
  readonly id: number;
  readonly ruleId: number;
}

export interface LockFailures {
  readonly selection: FailureSelection;
  readonly scope: Scope | null;
  /** Only those that had failed by then. */
  readonly failedBy: Date;
  readonly before: number;
  readonly limit: number;
}

/**
 * The next failed executions of a selection, from the newest to the oldest, locked in the dead-letter list: somebody who
 * retries one of them at the same moment waits for us, or we for them and then leave it out.
 */
export async function lockFailures(tx: Tx, { selection, scope, ...range }: LockFailures): Promise<LockedFailure[]> {
  const { rows } = await tx.query<LockedFailure>({
    name: "lock-failures",
    text: `
      select f.execution_id as id, f.rule_id as "ruleId" from belfry.failed_executions f
      where ${selectedFailures}
        and f.failed_at <= $7 and f.execution_id < $8
      order by f.execution_id desc
      limit $9
      for update`,
    values: [...selectionValues(selection, scope), range.failedBy, range.before, range.limit],
  });
  return rows;
}
