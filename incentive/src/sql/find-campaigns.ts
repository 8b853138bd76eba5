import type { Scope } from "@belfry/model";
import type { Queryable } from "@belfry/store";

/** Which campaigns a screen asks about. */
export interface CampaignFilter {
  /** @default all */
  readonly campaign?: string | undefined;
  readonly city?: string | undefined;
  readonly scope: Scope | null;
}

/** The numbers of the campaigns in use that are asked about, and that somebody with this scope may see. */
export async function findCampaignIds(db: Queryable, { campaign, city, scope }: CampaignFilter): Promise<number[]> {
  const { rows } = await db.query<{ id: number }>({
    name: "incentive-find-campaigns",
    text: `
      select id from belfry.incentive_campaigns
      where ($1::text is null or key = $1) and ($2::text is null or city = $2) and belfry.labels_in_scope(labels, $3)`,
    values: [campaign ?? null, city ?? null, scope],
  });
  return rows.map(({ id }) => id);
}
