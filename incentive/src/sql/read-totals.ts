import type { Queryable } from "@belfry/store";

/** Which days, people and providers a screen asks about. */
export interface DayFilter {
  readonly campaigns: readonly number[];
  readonly provider?: string | undefined;
  /** The numbers of people. */
  readonly people?: readonly number[] | undefined;
  /** The first and the last day. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

export interface IncentiveTotals {
  readonly contracts: number;
  readonly amountFen: number;
  readonly performanceFen: number;
  readonly rewards: number;
  readonly rewardFen: number;
  readonly people: number;
  readonly firstDay: string | null;
  readonly lastDay: string | null;
}

/** What the filter says, for `$1` to `$5`. */
export const dayCondition = `
  d.campaign_id = any($1::int[]) and ($2::text is null or d.provider = $2)
  and ($3::int[] is null or d.person_id = any($3))
  and d.day between coalesce($4::date, '-infinity') and coalesce($5::date, 'infinity')`;

export function dayValues({ campaigns, provider, people, from, until }: DayFilter): unknown[] {
  return [campaigns, provider ?? null, people ?? null, from ?? null, until ?? null];
}

export async function readTotals(db: Queryable, filter: DayFilter): Promise<IncentiveTotals> {
  const { rows } = await db.query<IncentiveTotals>({
    name: "incentive-read-totals",
    text: `
      -- By person first: to count different ones, PostgreSQL would sort every day of everybody.
      with sums as (
        select sum(contracts) as contracts, sum(amount_fen) as amount_fen, sum(performance_fen) as performance_fen,
               sum(rewards) as rewards, sum(reward_fen) as reward_fen,
               min(day) filter (where contracts > 0) as first_day, max(day) filter (where contracts > 0) as last_day
        from belfry.incentive_days d where ${dayCondition}
        group by d.person_id)
      select coalesce(sum(contracts), 0)::float8 as contracts, coalesce(sum(amount_fen), 0)::float8 as "amountFen",
             coalesce(sum(performance_fen), 0)::float8 as "performanceFen", coalesce(sum(rewards), 0)::float8 as rewards,
             coalesce(sum(reward_fen), 0)::float8 as "rewardFen", count(first_day)::float8 as people,
             min(first_day) as "firstDay", max(last_day) as "lastDay"
      from sums`,
    plannedAnew: true,
    values: dayValues(filter),
  });
  const [totals] = rows;
  if (totals === undefined) throw new Error("A sum over no rows is one row.");
  return totals;
}

export interface TrendPoint extends Pick<
  IncentiveTotals,
  "contracts" | "amountFen" | "performanceFen" | "rewards" | "rewardFen"
> {
  /** `2025-05-02`, or `2025-05` of a month. */
  readonly at: string;
}

export interface RewardSum {
  readonly type: string;
  readonly name: string;
  readonly rewards: number;
  readonly rewardFen: number;
}
