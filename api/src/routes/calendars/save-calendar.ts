import { defineRoute } from "../../contract/define-route.ts";
import { CalendarBody, CalendarParams, CalendarView } from "../../schemas/calendar.ts";
import { expectedOf, IfMatchOrNone } from "../../schemas/preconditions.ts";

export const saveCalendar = defineRoute({
  method: "PUT",
  path: "/v1/calendars/{calendar}",
  operation: "calendars.save",
  summary: "Writes a calendar, or replaces the one with its name; what is planned already follows it",
  description:
    "With `If-Match: <ETag>` it is saved only when nobody has changed it since, with `If-None-Match: *` only when it does not exist yet. Saving the same again changes nothing.",
  permission: "calendars:write",
  params: CalendarParams,
  headers: IfMatchOrNone,
  body: CalendarBody,
  example: {
    body: {
      name: "校历",
      from: "2026-01-01",
      until: "2026-12-31",
      workWeek: [1, 2, 3, 4, 5],
      days: [{ date: "2026-03-20", kind: "off", name: "校庆" }],
    },
  },
  response: CalendarView,
  errors: ["CALENDAR_INVALID", "PRECONDITION_FAILED"],

  async handle({ engine, hub, params, headers, body, actor, http }) {
    const saved = await engine.saveCalendar({ ...params, ...body }, { by: actor, ...expectedOf(headers) });
    hub.changed("rules");
    http.setRevision(saved.revision);
    return saved;
  },
});
