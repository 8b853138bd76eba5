import type { CalendarView } from "@belfry/client";

/** A calendar as the file of which `belfry calendars apply` reads it: one line for each day. */
export function calendarYaml({
  calendar,
  name,
  from,
  until,
  workWeek,
  days,
}: Pick<CalendarView, "calendar" | "name" | "from" | "until" | "workWeek" | "days">): string {
  const lines = days.map(({ date, kind, name: why }) => {
    // Older readers of YAML take off for false.
    const shown = kind === "off" ? '"off"' : kind;
    return `  - { date: ${date}, kind: ${shown}${why === undefined ? "" : `, name: ${JSON.stringify(why)}`} }`;
  });
  return [
    `calendar: ${calendar}`,
    `name: ${JSON.stringify(name)}`,
    `from: ${from}`,
    `until: ${until}`,
    `workWeek: [${workWeek.join(", ")}]`,
    ...(lines.length === 0 ? ["days: []"] : ["days:", ...lines]),
    "",
  ].join("\n");
}

/** What a new calendar begins with: this year, from Monday to Friday. @param now decides the year */
export function calendarTemplate(now: Date): string {
  const year = now.getFullYear();
  return calendarYaml({
    calendar: "my-calendar",
    name: "我的日历",
    from: `${year}-01-01`,
    until: `${year}-12-31`,
    workWeek: [1, 2, 3, 4, 5],
    days: [{ date: `${year}-01-01`, kind: "off", name: "元旦" }],
  });
}
