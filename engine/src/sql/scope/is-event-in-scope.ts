import type { Scope } from "@belfry/model";
import type { Queryable } from "@belfry/store";

/** Whether there is such an event and it came to something at a rule that somebody with this scope may see. */
export async function isEventInScope(db: Queryable, id: number, scope: Scope | null): Promise<boolean> {
  const { count } = await db.query({
    name: "is-event-in-scope",
    text: `select id from belfry.events e
      where id = $1 and ($2::jsonb is null or exists (
        select from belfry.event_decisions d where d.event_id = e.id and belfry.rule_in_scope(d.rule_id, $2)))`,
    values: [id, scope],
  });
  return count > 0;
}
