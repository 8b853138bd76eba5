import type { Scope } from "@belfry/model";
import type { Queryable } from "@belfry/store";

/** Whether there is such a campaign and somebody with this scope may see it. */
export async function isCampaignInScope(db: Queryable, key: string, scope: Scope | null): Promise<boolean> {
  const { rows } = await db.query({
    name: "incentive-is-campaign-in-scope",
    text: "select from belfry.incentive_campaigns where key = $1 and belfry.labels_in_scope(labels, $2)",
    values: [key, scope],
  });
  return rows.length > 0;
}
