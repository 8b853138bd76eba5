import type { Engine } from "@belfry/engine";
import { AppError, TimeZone } from "@belfry/model";
import { z } from "zod";

const DAY_MS = 86_400_000;

/** A day in a query: `2026-02-16`. */
export const Day = z.iso.date({ error: "Write a day like 2026-02-16." });

const days = {
  from: Day.optional().describe("The first day; a month ago when left out."),
  to: Day.optional().describe("The last day; today when left out."),
};

/** The query of what is told by days. */
export const DayRange = z.strictObject(days);

/** The same, where the reader chooses the time zone. */
export const ZonedDayRange = z.strictObject({
  ...days,
  timeZone: TimeZone.optional().describe("In which the days begin and end; that of the installation when left out."),
});

/**
 * The days that are asked for. Which day it is now is that of the zone asked for, or else of the installation.
 * @param spans.most how many days are told at once
 * @param spans.usual how many are told when nothing is said. @default 31
 * @throws AppError REQUEST_INVALID for a range that ends before it begins, or that is longer than what is told at once
 */
export async function askedDays(
  engine: Pick<Engine, "today">,
  query: z.output<typeof ZonedDayRange>,
  spans: { readonly most: number; readonly usual?: number },
): Promise<{ readonly from: string; readonly to: string; readonly timeZone?: string }> {
  const { timeZone } = query;
  const { most, usual = 31 } = spans;
  const to = query.to ?? (await engine.today(timeZone));
  const from = query.from ?? new Date(Date.parse(to) - (usual - 1) * DAY_MS).toISOString().slice(0, 10);
  const count = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  if (count >= 1 && count <= most) return { from, to, ...(timeZone !== undefined && { timeZone }) };
  const message = count < 1 ? "It lies before `from`." : `From \`from\` on these are more than ${most} days.`;
  const problem = { path: "query.to", message, remedy: "Ask for another last day." };
  throw new AppError("REQUEST_INVALID", { problems: [problem] });
}
