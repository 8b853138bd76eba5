import type { Queryable } from "@belfry/store";
import type { PersonFigures } from "../evaluate/evaluation-state.ts";
import { dayCondition, dayValues, type DayFilter } from "./read-totals.ts";

export const rankedBy = ["performance", "amount", "contracts", "rewards"] as const;
export type RankedBy = (typeof rankedBy)[number];

export interface RankedPerson {
  readonly id: number;
  readonly campaign: string;
  readonly person: string;
  readonly housekeeper: string;
  readonly provider: string;
  readonly contracts: number;
  readonly amountFen: number;
  readonly performanceFen: number;
  readonly rewards: number;
  readonly rewardFen: number;
  readonly figures: PersonFigures;
}

/** People by what their contracts of these days came to, the best first. */
export async function rankPeople(
  db: Queryable,
  filter: DayFilter,
  page: { readonly by: RankedBy; readonly skip: number; readonly limit: number },
): Promise<RankedPerson[]> {
  const { rows } = await db.query<RankedPerson>({
    name: "incentive-rank-people",
    text: `
      with sums as (
        select d.person_id, sum(contracts)::float8 as contracts, sum(amount_fen)::float8 as amount_fen,
               sum(performance_fen)::float8 as performance_fen, sum(rewards)::float8 as rewards,
               sum(reward_fen)::float8 as reward_fen
        from belfry.incentive_days d where ${dayCondition}
        group by 1),
      ranked as (
        select *, case $6 when 'amount' then amount_fen when 'contracts' then contracts when 'rewards' then reward_fen
                  else performance_fen end as place
        from sums order by place desc, person_id offset $7 limit $8)
      select p.id, k.key as campaign, p.key as person, p.name as housekeeper, p.provider, s.contracts,
             s.amount_fen as "amountFen", s.performance_fen as "performanceFen", s.rewards, s.reward_fen as "rewardFen",
             jsonb_build_object('count', p.count, 'totalFen', p.total_fen, 'performanceFen', p.performance_fen,
               'platformCount', p.platform_count, 'platformFen', p.platform_fen,
               'platformPerformanceFen', p.platform_performance_fen, 'selfReferralCount', p.self_referral_count,
               'selfReferralFen', p.self_referral_fen, 'held', p.held) as figures
      from ranked s
      join belfry.incentive_people p on p.id = s.person_id
      join belfry.incentive_campaigns k on k.id = p.campaign_id
      order by s.place desc, s.person_id`,
    plannedAnew: true,
    values: [...dayValues(filter), page.by, page.skip, page.limit],
  });
  return rows;
}
