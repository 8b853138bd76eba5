import type { Queryable } from "@belfry/store";
import { gateCapacity } from "./gate-capacity.ts";

/**
 * Gates that have room and executions that wait for it: nobody opened them. Found by hopping from one gate to the next in
 * their index, for at one of them a hundred thousand may wait.
 */
export async function selectOpenGates(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ gate: string }>({
    name: "select-open-gates",
    text: `
      with recursive waiting (gate) as (
        (select gate from belfry.gate_places where state = 'waits' order by gate limit 1)
        union all
        select (select p.gate from belfry.gate_places p where p.state = 'waits' and p.gate > w.gate order by p.gate limit 1)
        from waiting w where w.gate is not null
      )
      select gate from waiting w
      where gate is not null and coalesce(${gateCapacity("w.gate")} > (
        select count(*) from belfry.gate_places h where h.gate = w.gate and h.state = 'holds'), true)`,
  });
  return rows.map(({ gate }) => gate);
}
