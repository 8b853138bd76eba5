/** A span is what a calendar shows: a year, `2026`, or a month, `2026-02`. */
export function isMonth(span: string): boolean {
  return span.includes("-");
}

export function daysOfSpan(span: string): { readonly from: string; readonly to: string } {
  if (!isMonth(span)) return { from: `${span}-01-01`, to: `${span}-12-31` };
  const [year = 0, month = 0] = span.split("-").map(Number);
  return { from: `${span}-01`, to: new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10) };
}

/** The span so many steps later. */
export function stepSpan(span: string, steps: number): string {
  const [year = 0, month] = span.split("-").map(Number);
  if (month === undefined) return String(year + steps).padStart(4, "0");
  return new Date(Date.UTC(year, month - 1 + steps, 1)).toISOString().slice(0, 7);
}

/** The moments between which a day of the browser lies. */
export function dayRange(day: string): { readonly from: string; readonly until: string } {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return {
    from: new Date(year, month - 1, date).toISOString(),
    until: new Date(year, month - 1, date + 1).toISOString(),
  };
}

/** The day so many days later. */
export function stepDay(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Today, as the browser has it. */
export function today(now: Date): string {
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 10);
}
