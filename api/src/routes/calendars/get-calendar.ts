import { defineRoute } from "../../contract/define-route.ts";
import { CalendarParams, CalendarView } from "../../schemas/calendar.ts";

export const getCalendar = defineRoute({
  method: "GET",
  path: "/v1/calendars/{calendar}",
  operation: "calendars.get",
  summary: "Gives one calendar, and the rules that ask it",
  description: "Whoever is restricted sees every calendar, and of the rules only their own.",
  permission: "calendars:read",
  reach: "everybody",
  params: CalendarParams,
  response: CalendarView,
  errors: ["CALENDAR_NOT_FOUND"],

  async handle({ engine, params, scope, http }) {
    const calendar = await engine.getCalendar(params.calendar, scope);
    http.setRevision(calendar.revision);
    return calendar;
  },
});
