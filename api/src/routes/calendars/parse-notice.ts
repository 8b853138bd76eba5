import { AppError, applyHolidayNotice, parseHolidayNotice } from "@belfry/model";
import { defineRoute } from "../../contract/define-route.ts";
import { NoticeBody, ParsedNotice } from "../../schemas/calendar.ts";

export const parseNotice = defineRoute({
  method: "POST",
  path: "/v1/calendars/parse-notice",
  operation: "calendars.parseNotice",
  summary: "Reads the notice of the State Council about the holidays of a year, and saves nothing",
  description:
    "A text that contradicts itself is refused. With `calendar` the answer says what the notice would add, change and remove there; to save it, send `change.after` with PUT and `change.revision` as `If-Match`.",
  permission: "calendars:read",
  reach: "everybody",
  body: NoticeBody,
  example: {
    body: {
      text: "国务院办公厅关于2026年部分节假日安排的通知\n一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。",
      calendar: "campus",
    },
  },
  response: ParsedNotice,
  errors: ["NOTICE_INVALID", "CALENDAR_NOT_FOUND"],

  async handle({ engine, body }) {
    const notice = parseHolidayNotice(body.text);
    if (!notice.ok) throw new AppError("NOTICE_INVALID", { problems: notice.problems });
    const { year, days } = notice;
    if (body.calendar === undefined) return { year, days, change: null };
    const { calendar, name, from, until, workWeek, days: before, revision } = await engine.getCalendar(body.calendar);
    const applied = applyHolidayNotice({ calendar, name, from, until, workWeek, days: before }, notice);
    if (!applied.ok) throw new AppError("NOTICE_INVALID", { problems: applied.problems });
    const { calendar: _calendar, ...after } = applied.change.after;
    return { year, days, change: { ...applied.change, revision, after } };
  },
});
