import type { Calendar } from "@belfry/model";
import type { Queryable } from "@belfry/store";

export interface CalendarRow {
  readonly definition: Calendar;
  readonly updatedAt: Date;
  readonly updatedBy: string;
}

export async function selectCalendars(db: Queryable): Promise<CalendarRow[]> {
  const { rows } = await db.query<CalendarRow>({
    name: "select-calendars",
    text: `select definition, updated_at as "updatedAt", updated_by as "updatedBy" from belfry.calendars order by name`,
  });
  return rows;
}
