import type { Calendar } from "@belfry/model";
import type { Queryable } from "@belfry/store";

export interface CalendarRow {
  readonly definition: Calendar;
  /** Which state this is: another one after every change of what it says. */
  readonly revision: string;
  readonly updatedAt: Date;
  readonly updatedBy: string;
}

/** All calendars, or the one with a name. */
export async function selectCalendars(db: Queryable, name: string | null = null): Promise<CalendarRow[]> {
  const { rows } = await db.query<CalendarRow>({
    name: "select-calendars",
    text: `
      select definition, md5(definition::text) as revision, updated_at as "updatedAt", updated_by as "updatedBy"
      from belfry.calendars where $1::text is null or name = $1 order by name`,
    values: [name],
  });
  return rows;
}
