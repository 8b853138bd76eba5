/** What the address of one calendar says. */
export interface CalendarSearch {
  /** @default this year, as far as the calendar knows it */
  readonly year?: number;
  /** What is open beside it. */
  readonly open?: "edit" | "notice";
}

export function parseCalendarSearch({ year, open }: Readonly<Record<string, unknown>>): CalendarSearch {
  return {
    ...(typeof year === "number" && Number.isInteger(year) && year > 1_900 && year < 2_200 && { year }),
    ...((open === "edit" || open === "notice") && { open }),
  };
}
