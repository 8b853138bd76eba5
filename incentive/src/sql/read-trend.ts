import type { Queryable } from "@belfry/store";
import { type DayFilter, type TrendPoint, dayCondition, dayValues } from "./read-totals.ts";

/** The same day by day, or month by month, the earliest first. */
export async function readTrend(
  db: Queryable,
  filter: DayFilter,
  { by, limit }: { readonly by: "day" | "month"; readonly limit: number },
): Promise<TrendPoint[]> {
  const { rows } = await db.query<TrendPoint>({
    name: "incentive-read-trend",
    text: `
      with days as (
        select d.day, sum(contracts) as contracts, sum(amount_fen) as amount_fen,
               sum(performance_fen) as performance_fen, sum(rewards) as rewards, sum(reward_fen) as reward_fen
        from belfry.incentive_days d where ${dayCondition}
        group by 1),
      -- Named when there is one row a day: for each person of each day that took longer than the sums.
      named as (
        select to_char(day, case $6 when 'month' then 'YYYY-MM' else 'YYYY-MM-DD' end) as at, days.* from days)
      select * from (
        select at, sum(contracts)::float8 as contracts, sum(amount_fen)::float8 as "amountFen",
               sum(performance_fen)::float8 as "performanceFen", sum(rewards)::float8 as rewards,
               sum(reward_fen)::float8 as "rewardFen"
        from named group by 1 order by 1 desc limit $7) t
      order by at`,
    plannedAnew: true,
    values: [...dayValues(filter), by, limit],
  });
  return rows;
}
