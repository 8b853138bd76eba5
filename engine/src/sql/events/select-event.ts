import type { Scope } from "@belfry/model";
import type { Queryable } from "@belfry/store";
import type { EventDetail } from "../../views/event-views.ts";

export type EventRecord = Omit<EventDetail, "fates" | "decisions" | "gatheredBy"> & {
  readonly triggerId: number | null;
};

/** One event; nothing where it came to nothing at a rule within the scope. */
export async function selectEvent(db: Queryable, id: number, scope: Scope | null): Promise<EventRecord | undefined> {
  const { rows } = await db.query<EventRecord>({
    name: "select-event",
    text: `
      select e.id, e.received_at as "receivedAt", e.source, e.event_id as "eventId", e.type, e.subject,
        e.brought_by as "broughtBy", e.replay_of as "replayOf", e.occurred_at as "occurredAt", e.attributes, e.data, e.depth,
        e.trigger_id as "triggerId"
      from belfry.events e
      where e.id = $1 and ($2::jsonb is null or exists (
        select from belfry.event_decisions d where d.event_id = e.id and belfry.rule_in_scope(d.rule_id, $2)))`,
    values: [id, scope],
  });
  return rows[0];
}
