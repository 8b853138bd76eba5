import { z } from "zod";

/** What people call a period, in both languages. The first of each line is the name that Belfry shows. */
const periodNames = [
  "this_week",
  "本周",
  "last_week",
  "上周",
  "this_month",
  "本月",
  "last_month",
  "上月",
  "this_quarter",
  "本季",
  "last_quarter",
  "上季",
  "WTD",
  "MTD",
  "QTD",
] as const;

/** Ten years back, a year ahead: more is a slip of the pen. */
const Offset = z.int().min(-3_650).max(366);
const Range = z
  .tuple([Offset, Offset])
  .refine(([from, to]) => from <= to, "The first day lies after the last one: write the earlier one first.");

const PeriodUnit = z
  .strictObject({
    unit: z.enum(["day", "week", "month", "quarter"]).describe("What the period is."),
    offset: Offset.optional().meta({
      description:
        "How many units away from the base date it lies: 0 is the one that the date lies in, -1 the one before.",
      default: -1,
    }),
    toDate: Offset.optional().describe(
      "Only its part up to the day that lies so many days away from the base date, which also says which unit it is: `{ unit: month, toDate: -1 }` is the month of yesterday until yesterday.",
    ),
    weekStartsOn: z.int().min(1).max(7).optional().meta({
      description: "The day on which a week begins; 1 is Monday, 7 Sunday.",
      default: 1,
    }),
    workdays: z.boolean().optional().meta({
      description: "Counts the days of `offset` in working days of the grid's calendar. Only of the unit `day`.",
      default: false,
    }),
  })
  .superRefine((period, ctx) => {
    const refuse = (path: string, message: string) => ctx.addIssue({ code: "custom", path: [path], message });
    if (period.offset !== undefined && period.toDate !== undefined)
      refuse("toDate", "It goes without `offset`: the day decides.");
    if (period.toDate !== undefined && period.unit === "day") refuse("toDate", "A day has no part up to a day.");
    if (period.weekStartsOn !== undefined && period.unit !== "week")
      refuse("weekStartsOn", "Only a week begins on a day.");
    if (period.workdays === true && period.unit !== "day") refuse("workdays", "Only days are counted in working days.");
  });

/**
 * Which days the data of a task type is for, seen from the base date T of a generation.
 * - `-1`: one day, T-1. `[-9, -3]`: the days from T-9 to T-3.
 * - `last_month`, `上季`, `MTD`, …: what everybody calls so; a week begins on Monday, and to date means up to T.
 * - an object for everything else.
 */
export const GridPeriod = z.union([Offset, Range, z.enum(periodNames), PeriodUnit]).meta({
  id: "GridPeriod",
  description:
    "Which days the data is for, seen from the base date T of a generation: `-1` is the day before T, `[-9, -3]` the days from T-9 to T-3, `last_month`, `上季` or `MTD` what everybody calls so (a week begins on Monday, to date is up to T), an object everything else.",
  examples: [
    -1,
    [-9, -3],
    "last_month",
    { unit: "week", weekStartsOn: 6 },
    { unit: "day", offset: -2, workdays: true },
  ],
});
export type GridPeriod = z.infer<typeof GridPeriod>;

/** A period with nothing left to be assumed. */
export type OpenPeriod =
  | { readonly kind: "day"; readonly offset: number; readonly workdays: boolean }
  | { readonly kind: "window"; readonly from: number; readonly to: number }
  | { readonly kind: "unit"; readonly unit: WholeUnit; readonly offset: number; readonly weekStartsOn: number }
  | { readonly kind: "to-date"; readonly unit: WholeUnit; readonly until: number; readonly weekStartsOn: number };
export type WholeUnit = "week" | "month" | "quarter";

const named: Readonly<Record<(typeof periodNames)[number], OpenPeriod>> = {
  this_week: unit("week", 0),
  本周: unit("week", 0),
  last_week: unit("week", -1),
  上周: unit("week", -1),
  this_month: unit("month", 0),
  本月: unit("month", 0),
  last_month: unit("month", -1),
  上月: unit("month", -1),
  this_quarter: unit("quarter", 0),
  本季: unit("quarter", 0),
  last_quarter: unit("quarter", -1),
  上季: unit("quarter", -1),
  WTD: toDate("week"),
  MTD: toDate("month"),
  QTD: toDate("quarter"),
};

/** Reads every way of writing a period as one. */
export function openPeriod(period: GridPeriod): OpenPeriod {
  if (typeof period === "number") return { kind: "day", offset: period, workdays: false };
  if (typeof period === "string") return named[period];
  if (Array.isArray(period)) return { kind: "window", from: period[0], to: period[1] };
  const { unit: whole, offset = -1, weekStartsOn = 1, workdays = false } = period;
  if (whole === "day") return { kind: "day", offset, workdays };
  if (period.toDate !== undefined) return { kind: "to-date", unit: whole, until: period.toDate, weekStartsOn };
  return { kind: "unit", unit: whole, offset, weekStartsOn };
}

function unit(whole: WholeUnit, offset: number): OpenPeriod {
  return { kind: "unit", unit: whole, offset, weekStartsOn: 1 };
}

function toDate(whole: WholeUnit): OpenPeriod {
  return { kind: "to-date", unit: whole, until: 0, weekStartsOn: 1 };
}
