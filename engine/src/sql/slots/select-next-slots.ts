import type { Queryable } from "@belfry/store";

/** The next planned slot of each rule. */
export async function selectNextSlots(db: Queryable): Promise<Map<number, Date>> {
  const { rows } = await db.query<{ ruleId: number; at: Date }>({
    name: "select-next-slots",
    text: `select rule_id as "ruleId", min(case when moved then decide_at else due_at end) as at from belfry.slots_due where not awaits group by rule_id`,
  });
  return new Map(rows.map((row) => [row.ruleId, row.at]));
}
