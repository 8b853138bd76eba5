export interface GridMonth {
  /** From 1. */
  readonly month: number;
  /** How many days of the week, from Monday, lie before the first. */
  readonly offset: number;
  /** Their dates, `2026-02-16`. */
  readonly dates: readonly string[];
}

/** The days of a year by months; of one month only when it is named. */
export function monthsOf(year: number, month?: number): readonly GridMonth[] {
  const months = month === undefined ? Array.from({ length: 12 }, (_, index) => index + 1) : [month];
  return months.map((one) => {
    const length = new Date(Date.UTC(year, one, 0)).getUTCDate();
    return {
      month: one,
      offset: (new Date(Date.UTC(year, one - 1, 1)).getUTCDay() + 6) % 7,
      dates: Array.from({ length }, (_, index) =>
        new Date(Date.UTC(year, one - 1, index + 1)).toISOString().slice(0, 10),
      ),
    };
  });
}
