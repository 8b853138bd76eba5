import type { Queryable } from "@belfry/store";
import type { EventDeadLetter } from "../../views/event-views.ts";

/** What could not be read, the newest first. */
export async function selectDeadLetters(
  db: Queryable,
  query: { readonly state: EventDeadLetter["state"] | null; readonly before: number | null; readonly limit: number },
): Promise<EventDeadLetter[]> {
  const { rows } = await db.query<EventDeadLetter>({
    name: "select-dead-letters",
    text: `
      select id, received_at as "receivedAt", brought_by as "broughtBy", raw, problems, state
      from belfry.event_dead_letters
      where ($1::text is null or state = $1) and ($2::bigint is null or id < $2)
      order by id desc limit $3`,
    values: [query.state, query.before, query.limit],
  });
  return rows;
}
