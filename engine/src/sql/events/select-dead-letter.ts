import type { Queryable } from "@belfry/store";
import type { SettledDeadLetter } from "./settle-dead-letter.ts";

/** What an open dead letter holds. Nothing for one that is not open. */
export async function selectDeadLetter(db: Queryable, id: number): Promise<SettledDeadLetter | undefined> {
  const { rows } = await db.query<SettledDeadLetter>({
    name: "select-dead-letter",
    text: `
      select raw, brought_by as "broughtBy", trigger_id as "triggerId"
      from belfry.event_dead_letters where id = $1 and state = 'open'`,
    values: [id],
  });
  return rows[0];
}
