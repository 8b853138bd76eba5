export { calendarKeys } from "./calendar-queries.ts";
export { parseCalendarSearch } from "./calendar-search.ts";
