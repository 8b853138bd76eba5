import type { SlotFate } from "@belfry/model";
import type { Queryable, Tx } from "@belfry/store";
import type { SlotView } from "../views/slot-view.ts";

export interface SlotQuery {
  readonly ruleId: number;
  readonly from: Date;
  readonly until: Date;
  readonly limit: number;
}

export async function selectSlotFates(db: Queryable, query: SlotQuery): Promise<SlotView[]> {
  const { rows } = await db.query<SlotView>({
    name: "select-slot-fates",
    text: `
      select t.key as trigger, f.from_at as "from", f.to_at as "to", f.n, f.fate, f.execution_id as "executionId", f.detail
      from belfry.slot_fates f join belfry.triggers t on t.id = f.trigger_id
      where t.rule_id = $1 and f.to_at >= $2 and f.from_at < $3
      order by f.from_at desc, f.trigger_id limit $4`,
    values: [query.ruleId, query.from, query.until, query.limit],
  });
  return rows.toReversed();
}

export async function selectPlannedSlots(db: Queryable, query: SlotQuery): Promise<SlotView[]> {
  const { rows } = await db.query<SlotView>({
    name: "select-planned-slots",
    text: `
      select t.key as trigger, s.due_at as "from", s.due_at as "to", 1 as n, 'planned' as fate, null::bigint as "executionId",
        null::jsonb as detail
      from belfry.slots_due s join belfry.triggers t on t.id = s.trigger_id
      where s.rule_id = $1 and s.due_at >= $2 and s.due_at < $3
      order by s.due_at limit $4`,
    values: [query.ruleId, query.from, query.until, query.limit],
  });
  return rows;
}

/** How many slots of a rule have each fate, and how many are planned. */
export async function sumSlotFates(
  tx: Tx,
  ruleId: number,
): Promise<{ fates: Partial<Record<SlotFate, number>>; planned: number }> {
  const { rows } = await tx.query<{ fate: SlotFate | null; n: number }>({
    name: "sum-slot-fates",
    text: `
      select f.fate, sum(f.n)::int as n
      from belfry.slot_fates f join belfry.triggers t on t.id = f.trigger_id
      where t.rule_id = $1 group by f.fate
      union all
      select null, count(*)::int from belfry.slots_due where rule_id = $1`,
    values: [ruleId],
  });
  const fates: Partial<Record<SlotFate, number>> = {};
  let planned = 0;
  for (const { fate, n } of rows) {
    if (fate === null) planned = n;
    else fates[fate] = n;
  }
  return { fates, planned };
}
