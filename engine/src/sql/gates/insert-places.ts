import type { Tx } from "@belfry/store";
import { isLabelGate } from "./gate.ts";

/** An execution that has to pass gates. */
export interface GatedExecution {
  readonly id: number;
  readonly ruleId: number;
  readonly priority: number;
  /** From the narrow one to the wide one. */
  readonly gates: readonly string[];
}

/**
 * Lets executions stand in line at their first gates. Each rule stands in a line of its own there too, as in the queue: at
 * the gate of a label one with a hundred thousand waiting goes in turns with all others.
 */
export async function insertPlaces(tx: Tx, executions: readonly GatedExecution[]): Promise<void> {
  const rows = executions.flatMap(({ id, ruleId, priority, gates }, place) =>
    gates.map((gate, nth) => ({
      id,
      ruleId,
      priority,
      place,
      gate,
      rank: isLabelGate(gate) ? 1 : 0,
      state: nth === 0 ? "waits" : "ahead",
    })),
  );
  await tx.query({
    name: "insert-places",
    text: `
      with r as (
        select * from json_to_recordset($1::json) as r (id bigint, "ruleId" int, priority smallint, place int, gate text, rank smallint,
          state text)
      ), heads as materialized (
        select g.gate, (
          select p.turn_at from belfry.gate_places p where p.gate = g.gate and p.state = 'waits'
          order by p.turn_at, p.execution_id limit 1) as turn_at
        from (select distinct gate from r) g
      ), lasts as materialized (
        select l."ruleId", (
          select p.turn_at from belfry.gate_places p where p.rule_id = l."ruleId" and p.state <> 'holds'
          order by p.turn_at desc limit 1) + interval '1 second' as turn_at
        from (select distinct "ruleId" from r) l
      ), bases as materialized (
        select r."ruleId", r.priority, greatest((select belfry.now()) + belfry.turn_offset(r.priority), max(heads.turn_at), max(lasts.turn_at)) as turn_at
        from r join heads using (gate) join lasts using ("ruleId")
        group by r."ruleId", r.priority
      )
      insert into belfry.gate_places (execution_id, gate, rank, rule_id, state, turn_at)
      select r.id, r.gate, r.rank, r."ruleId", r.state,
        b.turn_at + (dense_rank() over (partition by r."ruleId" order by r.place) - 1) * interval '1 second'
      from r join bases b using ("ruleId", priority)
      on conflict do nothing`,
    values: [JSON.stringify(rows)],
  });
}
