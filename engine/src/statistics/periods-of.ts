export type PeriodKind = "day" | "week" | "month";

/** The first days of the periods in which a range of days lies; a week begins on Monday. */
export function periodsOf({ from, to }: { readonly from: string; readonly to: string }, by: PeriodKind): string[] {
  const periods: string[] = [];
  let next = firstDay(new Date(`${from}T00:00:00Z`), by);
  for (const last = new Date(`${to}T00:00:00Z`); next <= last; next = following(next, by)) {
    periods.push(next.toISOString().slice(0, 10));
  }
  return periods;
}

function firstDay(day: Date, by: PeriodKind): Date {
  const [year, month, date] = [day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate()];
  if (by === "month") return new Date(Date.UTC(year, month, 1));
  return new Date(Date.UTC(year, month, by === "day" ? date : date - ((day.getUTCDay() + 6) % 7)));
}

function following(first: Date, by: PeriodKind): Date {
  const [year, month, date] = [first.getUTCFullYear(), first.getUTCMonth(), first.getUTCDate()];
  if (by === "month") return new Date(Date.UTC(year, month + 1, 1));
  return new Date(Date.UTC(year, month, date + (by === "week" ? 7 : 1)));
}
