import type { IncentiveTrend } from "@belfry/client";

export type TrendPoint = IncentiveTrend["items"][number];

/** A gap longer than this is left as it is: a typing error of a year is no reason for hundreds of empty bars. */
const MOST_POINTS = 400;

/** Puts the days, or the months, without any contract between the others: a bar chart without them would lie about time. */
export function fillTrend(points: readonly TrendPoint[], by: "day" | "month"): readonly TrendPoint[] {
  const [first, last] = [points[0]?.at, points.at(-1)?.at];
  if (first === undefined || last === undefined) return points;
  const known = new Map(points.map((point) => [point.at, point]));
  const filled: TrendPoint[] = [];
  for (let at = first; at <= last; at = after(at, by)) {
    if (filled.length === MOST_POINTS) return points;
    filled.push(known.get(at) ?? { at, contracts: 0, amountFen: 0, performanceFen: 0, rewards: 0, rewardFen: 0 });
  }
  return filled;
}

function after(at: string, by: "day" | "month"): string {
  const next = new Date(`${by === "day" ? at : `${at}-01`}T00:00:00Z`);
  if (by === "day") next.setUTCDate(next.getUTCDate() + 1);
  else next.setUTCMonth(next.getUTCMonth() + 1);
  return next.toISOString().slice(0, by === "day" ? 10 : 7);
}
