import type { SlotFate } from "@belfry/model";
import type { Tx } from "@belfry/store";

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
      select null, count(*)::int
      from belfry.slots_due s join belfry.triggers t on t.id = s.trigger_id
      where t.rule_id = $1`,
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
