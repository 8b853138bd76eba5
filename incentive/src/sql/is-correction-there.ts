import type { Queryable } from "@belfry/store";

export async function isCorrectionThere(db: Queryable, campaignId: number, correction: number): Promise<boolean> {
  const { rows } = await db.query({
    name: "incentive-is-correction-there",
    text: "select from belfry.incentive_corrections where campaign_id = $1 and id = $2",
    values: [campaignId, correction],
  });
  return rows.length > 0;
}
