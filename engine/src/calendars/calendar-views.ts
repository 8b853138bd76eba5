import { AppError, horizonDays, type Calendar, type Scope } from "@belfry/model";
import type { Store } from "@belfry/store";
import { selectCalendarUsers } from "../sql/calendars/select-calendar-users.ts";
import { selectCalendars, type CalendarRow } from "../sql/calendars/select-calendars.ts";
import { selectNow } from "../sql/clock/select-now.ts";
import { todayIn } from "./calendar-use.ts";

/** A calendar as people see it, with all of its days. */
export interface CalendarView extends Calendar {
  /** How many days are left that it knows; negative when it has ended. */
  readonly daysLeft: number;
  /** Which state this is: another one after every change of what it says. */
  readonly revision: string;
  readonly updatedAt: Date;
  readonly updatedBy: string;
}

export interface CalendarDetail extends CalendarView {
  /** The rules that are not archived and whose triggers ask it. */
  readonly rules: readonly string[];
}

interface ViewDeps {
  readonly store: Store;
  readonly timeZone: string;
}

export async function listCalendars(deps: ViewDeps): Promise<CalendarView[]> {
  const [rows, now] = await Promise.all([selectCalendars(deps.store), selectNow(deps.store)]);
  return rows.map((row) => viewOf(row, todayIn(deps.timeZone, now)));
}

/**
 * @param scope what the reader is restricted to: other rules are not named
 * @throws AppError CALENDAR_NOT_FOUND
 */
export async function getCalendar(deps: ViewDeps, name: string, scope: Scope | null): Promise<CalendarDetail> {
  const [[row], now, rules] = await Promise.all([
    selectCalendars(deps.store, name),
    selectNow(deps.store),
    selectCalendarUsers(deps.store, name, scope),
  ]);
  if (row === undefined) throw new AppError("CALENDAR_NOT_FOUND", { calendar: name });
  return { ...viewOf(row, todayIn(deps.timeZone, now)), rules };
}

function viewOf({ definition, ...row }: CalendarRow, today: string): CalendarView {
  return { ...definition, ...row, daysLeft: horizonDays(definition, today) };
}
