import type { Scope } from "@belfry/model";
import type { Queryable } from "@belfry/store";
import type { EventDetail } from "../../views/event-views.ts";

/** The windows that hold an event. */
export async function selectEventGathering(
  db: Queryable,
  eventId: number,
  scope: Scope | null,
): Promise<EventDetail["gatheredBy"]> {
  const { rows } = await db.query<EventDetail["gatheredBy"][number]>({
    name: "select-event-gathering",
    text: `
      select r.slug as rule, t.key as trigger, w.closes_at as "closesAt"
      from belfry.gathered_events g
      join belfry.event_windows w on w.trigger_id = g.trigger_id and w.key_hash = g.key_hash
      join belfry.rules r on r.id = w.rule_id join belfry.triggers t on t.id = w.trigger_id
      where g.event_id = $1 and ($2::jsonb is null or belfry.labels_in_scope(r.labels, $2))
      order by r.slug, t.id`,
    values: [eventId, scope],
  });
  return rows;
}
