import type { Calendar } from "@belfry/model";
import type { Tx } from "@belfry/store";

/** Saves a calendar and returns what it was before; nothing for a new one. */
export async function upsertCalendar(tx: Tx, calendar: Calendar, by: string): Promise<Calendar | undefined> {
  const { rows } = await tx.query<{ before: Calendar | null }>({
    name: "upsert-calendar",
    text: `
      with before as (select definition from belfry.calendars where name = $1 for update)
      insert into belfry.calendars (name, definition, updated_at, updated_by) values ($1, $2, belfry.now(), $3)
      on conflict (name) do update set definition = excluded.definition, updated_at = excluded.updated_at,
        updated_by = excluded.updated_by
      returning (select definition from before) as before`,
    values: [calendar.calendar, JSON.stringify(calendar), by],
  });
  return rows[0]?.before ?? undefined;
}
