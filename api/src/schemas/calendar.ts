import { Calendar, CalendarDay } from "@belfry/model";
import { z } from "zod";
import { Instant } from "./common.ts";

export const CalendarParams = z.strictObject({ calendar: Calendar.shape.calendar });

const reach = {
  daysLeft: z.int().describe("How many days are left that it knows; negative when it has ended."),
  revision: z.string().describe("Another one after every change of what it says. Send it as `If-Match`."),
  updatedAt: Instant,
  updatedBy: z.string(),
};

export const CalendarSummary = z
  .object({
    calendar: z.string(),
    name: z.string(),
    from: z.string(),
    until: z.string(),
    namedDays: z.int().describe("How many days it names that differ from the week."),
    ...reach,
  })
  .meta({ id: "CalendarSummary" });

export const CalendarView = z
  .object({
    calendar: z.string(),
    name: z.string(),
    from: z.string(),
    until: z.string(),
    workWeek: z.array(z.int()).describe("The days of a week that are worked on, 1 is Monday."),
    days: z.array(CalendarDay).describe("The days that differ from the week."),
    ...reach,
    rules: z.array(z.string()).describe("The rules that ask it and that you may see; archived ones are left out."),
  })
  .meta({ id: "CalendarView" });

/** What a calendar is made of, besides its name, which stands in the address. */
export const CalendarBody = z.strictObject({
  name: Calendar.shape.name,
  from: Calendar.shape.from,
  until: Calendar.shape.until,
  workWeek: Calendar.shape.workWeek,
  days: Calendar.shape.days,
});

export const NoticeBody = z.strictObject({
  text: z.string().min(1).max(50_000).describe("The notice as it was published, with its title."),
  calendar: Calendar.shape.calendar.optional().describe("The calendar it is compared with."),
});

export const ParsedNotice = z
  .object({
    year: z.int(),
    days: z.array(CalendarDay),
    change: z
      .object({
        revision: z.string().describe("Of the calendar as it is: send it as `If-Match` when you save."),
        after: z
          .object({ ...CalendarBody.shape })
          .describe("The calendar as it would be: send it with PUT to save it."),
        added: z.array(CalendarDay),
        changed: z.array(z.object({ before: CalendarDay, after: CalendarDay })),
        removed: z.array(CalendarDay).describe("Days of that year which the notice does not name."),
      })
      .nullable()
      .describe("What it would change; null when no calendar is named."),
  })
  .meta({ id: "ParsedNotice" });
