import { defineRoute, noContent } from "../../contract/define-route.ts";
import { CalendarParams } from "../../schemas/calendar.ts";

export const removeCalendar = defineRoute({
  method: "DELETE",
  path: "/v1/calendars/{calendar}",
  operation: "calendars.remove",
  summary: "Removes a calendar that no rule asks",
  permission: "calendars:write",
  params: CalendarParams,
  response: noContent,
  errors: ["CALENDAR_NOT_FOUND", "CALENDAR_IN_USE"],

  async handle({ engine, params, actor }) {
    await engine.removeCalendar(params.calendar, { by: actor });
  },
});
