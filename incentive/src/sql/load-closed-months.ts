import type { Queryable } from "@belfry/store";

/** The months of a campaign whose books are closed. */
export async function loadClosedMonths(db: Queryable, campaignId: number): Promise<Set<string>> {
  const { rows } = await db.query<{ month: string }>({
    name: "incentive-load-closed-months",
    text: "select month from belfry.incentive_settlements where campaign_id = $1",
    values: [campaignId],
  });
  return new Set(rows.map(({ month }) => month));
}
