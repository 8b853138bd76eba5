import type { Tx } from "@belfry/store";

export interface ReopenedExecution {
  readonly id: number;
  readonly ruleId: number;
  readonly ruleVersion: number;
  readonly parentId: number | null;
  /** Its place in the list of its parent; null for one that was called. */
  readonly itemIndex: number | null;
  /** How often it has been opened again, this time included. */
  readonly redrive: number;
  /** The value of the key of its rule when it was started, as JSON. */
  readonly gateKey: string | null;
}

/** Opens ended executions again for a retry. Only those that failed or were cancelled. */
export async function reopenExecutions(tx: Tx, ids: readonly number[]): Promise<ReopenedExecution[]> {
  const { rows } = await tx.query<ReopenedExecution>({
    name: "reopen-executions",
    text: `
      with gone as (delete from belfry.failed_executions where execution_id = any($1::bigint[]))
      update belfry.executions set state = null, failure = null, output = null, finished_at = null, redrive = redrive + 1
      where id = any($1::bigint[]) and state in ('failed', 'cancelled')
      returning id, rule_id as "ruleId", rule_version as "ruleVersion", parent_id as "parentId", item_index as "itemIndex", redrive, gate_key as "gateKey"`,
    values: [ids],
  });
  return rows;
}
