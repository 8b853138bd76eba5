import type { Tx } from "@belfry/store";

export interface NewExecution {
  readonly ruleId: number;
  readonly ruleVersion: number;
  readonly priority: number;
  /** Whether it has to pass the gate of its rule; it then waits until the gate lets it in. */
  readonly gated: boolean;
  readonly trigger: Readonly<Record<string, unknown>>;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly parentId?: number;
  readonly itemIndex?: number;
  readonly item?: unknown;
}

/** Writes executions and their queue rows, and returns their ids in the order of the rows. */
export async function insertExecutions(tx: Tx, executions: readonly NewExecution[]): Promise<number[]> {
  if (executions.length === 0) return [];
  const { rows } = await tx.query<{ id: number }>({
    name: "insert-executions",
    text: `
      with r as (
        select nextval('belfry.executions_id_seq') as id, r.*
        from json_to_recordset($1::json) as r (place int, "ruleId" int, "ruleVersion" int, priority smallint, gated boolean,
          trigger jsonb, inputs jsonb, "parentId" bigint, "itemIndex" int, item jsonb)
      ), e as (
        insert into belfry.executions (id, rule_id, rule_version, parent_id, item_index, item, trigger, inputs, created_at)
        overriding system value
        select id, "ruleId", "ruleVersion", "parentId", "itemIndex", item, trigger, inputs, (select belfry.now()) from r
      ), q as (
        insert into belfry.execution_queue (id, rule_id, parent_id, gate, priority, run_at)
        select id, "ruleId", "parentId", case when gated then "ruleId" end, priority,
          case when gated then 'infinity' else (select belfry.now()) end
        from r
      )
      select id from r order by place`,
    values: [JSON.stringify(executions.map((execution, place) => ({ place, ...execution })))],
  });
  return rows.map((row) => row.id);
}
