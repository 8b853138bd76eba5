import type { Queryable } from "@belfry/store";
import { type Settlement, columns } from "./close-month.ts";

/** The closed months of a campaign, the newest first. */
export async function listSettlements(db: Queryable, campaignId: number): Promise<Settlement[]> {
  const { rows } = await db.query<Settlement>({
    name: "incentive-list-settlements",
    text: `select ${columns} from belfry.incentive_settlements where campaign_id = $1 order by month desc`,
    values: [campaignId],
  });
  return rows;
}
