import type { Calendar } from "@belfry/model";
import type { Tx } from "@belfry/store";

/** Removes a calendar and returns it; nothing when there is none. */
export async function deleteCalendar(tx: Tx, name: string): Promise<Calendar | undefined> {
  const { rows } = await tx.query<{ definition: Calendar }>({
    name: "delete-calendar",
    text: "delete from belfry.calendars where name = $1 returning definition",
    values: [name],
  });
  return rows[0]?.definition;
}
