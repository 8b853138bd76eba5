import type { Queryable } from "@belfry/store";

/** A slot of a rule that is planned and not decided. */
export interface PlannedRow {
  readonly triggerId: number;
  readonly dueAt: Date;
  readonly decideAt: Date;
  readonly moved: boolean;
}

/** The planned slots of a rule that are due, or decided, in a time. */
export async function selectPlannedAt(
  db: Queryable,
  query: { readonly ruleId: number; readonly from: Date; readonly until: Date },
): Promise<PlannedRow[]> {
  const { rows } = await db.query<PlannedRow>({
    name: "select-planned-at",
    text: `
      select s.trigger_id as "triggerId", s.due_at as "dueAt", s.decide_at as "decideAt", s.moved
      from belfry.triggers t join belfry.slots_due s on s.trigger_id = t.id
      where t.rule_id = $1
        and ((s.due_at >= $2 and s.due_at < $3::timestamptz + t.spread_ms * interval '1 ms') or (s.moved and s.decide_at >= $2 and s.decide_at < $3))
      order by s.due_at limit 1000`,
    values: [query.ruleId, query.from, query.until],
  });
  return rows;
}
