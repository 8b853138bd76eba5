import type { Actor, Calendar, Scope } from "@belfry/model";
import type { Tx } from "@belfry/store";
import type { EngineCore } from "../engine-core.ts";
import { getCalendar, listCalendars, type CalendarDetail, type CalendarView } from "./calendar-views.ts";
import { removeCalendar, saveCalendar, type CalendarSaveOptions } from "./change-calendar.ts";
import { movePlanned } from "./move-planned.ts";

/** What the engine answers about calendars. */
export interface CalendarPart {
  listCalendars(): Promise<CalendarView[]>;
  /** @param scope whose rules are named @throws AppError CALENDAR_NOT_FOUND */
  getCalendar(name: string, scope?: Scope | null): Promise<CalendarDetail>;
  /** Saves a calendar; what is planned already follows it. @throws AppError CALENDAR_INVALID, PRECONDITION_FAILED */
  saveCalendar(input: unknown, options: CalendarSaveOptions): Promise<CalendarDetail>;
  /** @throws AppError CALENDAR_NOT_FOUND, CALENDAR_IN_USE */
  removeCalendar(name: string, options: { readonly by: Actor }): Promise<void>;
}

export function createCalendarPart(core: EngineCore): CalendarPart {
  const { store, audit, bus, calendars } = core;
  const { timeZone } = core.services;
  const views = { store, calendars, timeZone };
  const change = {
    store,
    audit,
    movePlanned: (tx: Tx, calendar: Calendar) => movePlanned(tx, calendar, timeZone),
  };
  return {
    listCalendars: () => listCalendars(views),
    getCalendar: (name, scope = null) => getCalendar(views, name, scope),
    async saveCalendar(input, save) {
      const saved = await saveCalendar(change, input, save);
      calendars.forget();
      bus.tell("config");
      bus.tell("slots");
      return getCalendar(views, saved.calendar, null);
    },
    async removeCalendar(name, { by }) {
      await removeCalendar(change, name, by);
      calendars.forget();
      bus.tell("config");
    },
  };
}
