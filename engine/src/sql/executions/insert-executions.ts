import type { Tx } from "@belfry/store";
import { fairTurns } from "./fair-turns.ts";

export interface NewExecution {
  readonly ruleId: number;
  readonly ruleVersion: number;
  readonly priority: number;
  /** Whether it has to pass gates; it then waits until they let it in. */
  readonly gated: boolean;
  /** The value of the key of its rule, as JSON. */
  readonly key?: string;
  readonly trigger: Readonly<Record<string, unknown>>;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Whatever lets it in, it does not run before. */
  readonly notBefore?: Date;
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
          trigger jsonb, inputs jsonb, "parentId" bigint, "itemIndex" int, item jsonb,
          key text, "notBefore" timestamptz)
      ), e as (
        insert into belfry.executions (id, rule_id, rule_version, parent_id, item_index, item, trigger, inputs, gate_key, created_at)
        overriding system value
        select id, "ruleId", "ruleVersion", "parentId", "itemIndex", item, trigger, inputs, key, (select belfry.now()) from r
      ), ready as materialized (
        select id, "ruleId", priority, place from r where not gated and ("notBefore" is null or "notBefore" <= (select belfry.now()))
      ), ${fairTurns("ready")}, q as (
        insert into belfry.execution_queue (id, rule_id, parent_id, priority, band, run_at, turn_at, not_before)
        select r.id, "ruleId", "parentId", priority, belfry.band_of(priority),
          case when gated then 'infinity' else greatest((select belfry.now()), "notBefore") end, coalesce(turns.turn_at, 'infinity'), "notBefore"
        from r left join turns using (id)
      )
      select id from r order by place`,
    values: [JSON.stringify(executions.map((execution, place) => ({ place, ...execution })))],
  });
  return rows.map((row) => row.id);
}
