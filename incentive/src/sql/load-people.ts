import type { Queryable } from "@belfry/store";
import type { PersonFigures } from "../evaluate/evaluation-state.ts";

/** The figures of these people, by their keys. */
export async function loadPeople(
  db: Queryable,
  campaignId: number,
  keys: readonly string[],
): Promise<Map<string, PersonFigures>> {
  const { rows } = await db.query<PersonFigures & { readonly key: string }>({
    name: "incentive-load-people",
    text: `
      select key, count, total_fen as "totalFen", performance_fen as "performanceFen", platform_count as "platformCount",
             platform_fen as "platformFen", platform_performance_fen as "platformPerformanceFen",
             self_referral_count as "selfReferralCount", self_referral_fen as "selfReferralFen", held
      from belfry.incentive_people where campaign_id = $1 and key = any($2::text[])`,
    values: [campaignId, keys],
  });
  return new Map(rows.map(({ key, ...figures }) => [key, figures]));
}
