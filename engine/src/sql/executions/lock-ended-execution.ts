import type { EndedExecutionState } from "@belfry/model";
import type { Tx } from "@belfry/store";

/** An execution that somebody wants retried, with what another one in its place would need. */
export interface EndedExecution {
  readonly id: number;
  readonly ruleId: number;
  readonly ruleVersion: number;
  readonly parentId: number | null;
  /** Its place in the list of its parent; null for one that was called. */
  readonly itemIndex: number | null;
  readonly item: unknown;
  readonly trigger: Readonly<Record<string, unknown>>;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Null while it has not ended. */
  readonly state: EndedExecutionState | null;
  readonly redrive: number;
  /** The value of the key of its rule when it was started, as JSON. */
  readonly gateKey: string | null;
  /** The day of its action runs. */
  readonly createdOn: string;
}

/** Locks an execution. */
export async function lockEndedExecution(tx: Tx, id: number): Promise<EndedExecution | undefined> {
  const { rows } = await tx.query<EndedExecution>({
    name: "lock-ended-execution",
    text: `
      select id, rule_id as "ruleId", rule_version as "ruleVersion", parent_id as "parentId", item_index as "itemIndex", item, trigger,
        inputs, state, redrive, gate_key as "gateKey", (created_at at time zone 'UTC')::date as "createdOn"
      from belfry.executions where id = $1
      for update`,
    values: [id],
  });
  return rows[0];
}
