import type { Tx } from "@belfry/store";
import { fairTurns } from "../executions/fair-turns.ts";
import { gateCapacity } from "./gate-capacity.ts";
import { inOrder, isLabelGate } from "./gate.ts";

/** What was locked: without the labels no gate of a label may be opened. */
export interface LockedGates {
  readonly labels: boolean;
}

/** How many are let in by one statement. */
const AT_ONCE = 200;

/**
 * Lets in as many waiting executions as each gate has room for; who has passed all gates is ready. Call it with the gates
 * locked. Those of rules are opened at once, and then those of labels one after the other, as they are passed.
 */
export async function openGates(tx: Tx, gates: Iterable<string>, locked: LockedGates): Promise<void> {
  const all = inOrder(gates);
  const rules = all.filter((gate) => !isLabelGate(gate));
  const labels = new Set(all.filter(isLabelGate));
  if (rules.length > 0) for (const gate of await letIn(tx, rules)) labels.add(gate);
  // A gate that is not ours to open is opened by whoever looks after all of them.
  if (!locked.labels) return;
  const passed = new Set<string>();
  for (;;) {
    const [next] = inOrder(labels).filter((gate) => isLabelGate(gate) && !passed.has(gate));
    if (next === undefined) return;
    passed.add(next);
    for (const gate of await letIn(tx, [next])) labels.add(gate);
  }
}

/** Lets in as many as there is room for, however many. Returns the gates at which those stand now who were let in. */
async function letIn(tx: Tx, gates: readonly string[]): Promise<Set<string>> {
  const all = new Set<string>();
  for (let more = true; more;) {
    const some = await letInSome(tx, gates);
    for (const gate of some.arrived) all.add(gate);
    more = some.more;
  }
  return all;
}

async function letInSome(
  tx: Tx,
  gates: readonly string[],
): Promise<{ readonly arrived: readonly string[]; readonly more: boolean }> {
  const { rows } = await tx.query<{ gate: string | null; passed: number | null }>({
    name: "open-gates",
    text: `
      with room as materialized (
        select g.gate, ${gateCapacity("g.gate")} - (
          select count(*) from belfry.gate_places h where h.gate = g.gate and h.state = 'holds') as places
        from unnest($1::text[]) as g (gate)
      ), next as materialized (
        select p.execution_id, p.gate, p.rule_id, p.turn_at
        from room, lateral (
          select w.execution_id, w.gate, w.rule_id, w.turn_at
          from belfry.gate_places w
          where w.gate = room.gate and w.state = 'waits'
            -- Not as a join: PostgreSQL would look at all hundred thousand that wait to let in one.
            and (select q.cancel_by is null from belfry.execution_queue q where q.id = w.execution_id)
          order by w.turn_at, w.execution_id
          limit greatest(0, coalesce(room.places, 2000000000))) p
        -- A number that PostgreSQL can plan with: it would prepare for a tenth of all who wait.
        limit ${AT_ONCE}
      ), passing as materialized (
        select next.*, q.priority, q.not_before from next join belfry.execution_queue q on q.id = next.execution_id
      ), passed as (
        update belfry.gate_places p set state = 'holds'
        from passing where p.execution_id = passing.execution_id and p.gate = passing.gate
      ), onward as materialized (
        select distinct on (p.execution_id) p.execution_id, p.gate
        from passing join belfry.gate_places p on p.execution_id = passing.execution_id and p.state = 'ahead'
        order by p.execution_id, p.rank, p.gate collate "C"
      ), arrived as (
        update belfry.gate_places p set state = 'waits'
        from onward where p.execution_id = onward.execution_id and p.gate = onward.gate
      ), through as materialized (
        select execution_id as id, rule_id, priority, turn_at, not_before
        from passing where not exists (select from onward o where o.execution_id = passing.execution_id)
      ), ready as materialized (
        select id, rule_id as "ruleId", priority, row_number() over (order by turn_at, id) as place
        from through where coalesce(not_before <= (select belfry.now()), true)
      ), ${fairTurns("ready")}, released as (
        update belfry.execution_queue q
        set run_at = greatest(through.not_before, (select belfry.now())), band = belfry.band_of(q.priority),
          turn_at = coalesce(turns.turn_at, 'infinity')
        from through left join turns using (id) where q.id = through.id
      )
      select gate, null::int as passed from (select distinct gate from onward) o
      union all
      select null, count(*)::int from passing`,
    values: [gates],
  });
  const arrived = rows.flatMap(({ gate }) => (gate === null ? [] : [gate]));
  return { arrived, more: rows.some(({ passed }) => passed === AT_ONCE) };
}
