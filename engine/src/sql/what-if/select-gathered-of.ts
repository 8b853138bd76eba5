import type { Queryable } from "@belfry/store";

/** The events that a rule's open windows still gather. */
export async function selectGatheredOf(db: Queryable, ruleId: number): Promise<number[]> {
  const { rows } = await db.query<{ eventId: number }>({
    name: "select-gathered-of",
    text: `
      select g.event_id as "eventId" from belfry.event_windows w
      join belfry.gathered_events g on g.trigger_id = w.trigger_id and g.key_hash = w.key_hash
      where w.rule_id = $1 and w.gathers`,
    values: [ruleId],
  });
  return rows.map(({ eventId }) => eventId);
}
