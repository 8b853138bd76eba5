import type { Calendar } from "@belfry/model";
import type { Tx } from "@belfry/store";

export async function upsertCalendar(tx: Tx, calendar: Calendar, by: string): Promise<void> {
  await tx.query({
    name: "upsert-calendar",
    text: `
      insert into belfry.calendars (name, definition, updated_at, updated_by) values ($1, $2, belfry.now(), $3)
      on conflict (name) do update set definition = excluded.definition, updated_at = excluded.updated_at,
        updated_by = excluded.updated_by`,
    values: [calendar.calendar, JSON.stringify(calendar), by],
  });
}
