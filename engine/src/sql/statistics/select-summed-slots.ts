import type { SlotFate } from "@belfry/model";
import type { Tx } from "@belfry/store";

export interface SummedSlots {
  /** The month in which they were decided: `2026-03`. */
  readonly month: string;
  readonly fate: SlotFate;
  readonly n: number;
  readonly to: Date;
}

/** What is left of the slots of a rule whose rows were summed up after their time: a number per month and fate. */
export async function selectSummedSlots(tx: Tx, ruleId: number): Promise<SummedSlots[]> {
  const { rows } = await tx.query<SummedSlots>({
    name: "select-summed-slots",
    text: `
      select to_char(f.decided_on, 'YYYY-MM') as month, f.fate, sum(f.n)::int as n, max(f.to_at) as "to"
      from belfry.triggers t join belfry.slot_fates f on f.trigger_id = t.id
      where t.rule_id = $1 and f.detail = '{"summedUp": true}'
      group by 1, 2 order by 1, 2`,
    values: [ruleId],
  });
  return rows;
}
