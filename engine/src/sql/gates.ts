/**
 * Gates: how a rule's limit of concurrent executions is kept exactly, by any number of nodes and without a counter.
 *
 * Whoever adds gated executions or ends one first locks the row of the rule and then lets in as many as there is room for.
 * The lock is taken in a statement of its own: a statement that waited for it inside itself would still look at the queue
 * as it was before it waited, let nobody in, and the last one would wait for ever.
 */
import type { Tx } from "@belfry/store";

export interface Gate {
  readonly ruleId: number;
  readonly limit: number;
}

/** Locks the gates for this transaction, in the order of their ids. */
export async function lockGates(tx: Tx, gates: readonly Gate[]): Promise<void> {
  if (gates.length === 0) return;
  await tx.query({
    name: "lock-gates",
    text: "select id from belfry.rules where id = any($1::int[]) order by id for no key update",
    values: [gates.map((gate) => gate.ruleId)],
  });
}

/** Lets in as many waiting executions as each gate has room for. Call it with the gates locked. */
export async function openGates(tx: Tx, gates: readonly Gate[]): Promise<void> {
  if (gates.length === 0) return;
  await tx.query({
    name: "open-gates",
    text: `
      update belfry.execution_queue q set run_at = (select belfry.now())
      from json_to_recordset($1::json) as g ("ruleId" int, "limit" int),
        lateral (
          select w.id from belfry.execution_queue w
          where w.gate = g."ruleId" and w.state = 'pending' and w.run_at = 'infinity'
          order by w.priority, w.id
          limit greatest(0, g."limit" - (
            select count(*) from belfry.execution_queue b
            where b.rule_id = g."ruleId" and b.gate is not null and not (b.state = 'pending' and b.run_at = 'infinity')))
        ) as next
      where q.id = next.id`,
    values: [JSON.stringify(gates)],
  });
}

/** How many executions take a place at each gate now. */
export async function countAtGates(tx: Tx, ruleIds: readonly number[]): Promise<Map<number, number>> {
  const { rows } = await tx.query<{ rule: number; n: number }>({
    name: "count-at-gates",
    text: "select gate as rule, count(*)::int as n from belfry.execution_queue where gate = any($1::int[]) group by gate",
    values: [ruleIds],
  });
  return new Map(rows.map((row) => [row.rule, row.n]));
}
