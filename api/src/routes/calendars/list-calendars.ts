import { defineRoute } from "../../contract/define-route.ts";
import { CalendarSummary } from "../../schemas/calendar.ts";
import { listOf } from "../../schemas/page.ts";

export const listCalendars = defineRoute({
  method: "GET",
  path: "/v1/calendars",
  operation: "calendars.list",
  summary: "Lists the calendars and how far each reaches",
  permission: "calendars:read",
  reach: "everybody",
  bounded: "Somebody saves each of them by hand.",
  response: listOf(CalendarSummary),
  errors: [],

  async handle({ engine }) {
    const items = await engine.listCalendars();
    return { items: items.map(({ days, workWeek: _workWeek, ...shown }) => ({ ...shown, namedDays: days.length })) };
  },
});
