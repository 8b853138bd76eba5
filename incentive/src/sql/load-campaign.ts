import type { Queryable } from "@belfry/store";

/** A campaign with its revision in force, as the database holds it. */
export interface CampaignRow {
  readonly id: number;
  readonly key: string;
  readonly revision: string;
  /** As it was saved: amounts in yuan. */
  readonly definition: unknown;
  readonly labels: Readonly<Record<string, string>>;
  /** 活动期内第几个合同 of the last contract. */
  readonly sequence: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly updatedBy: string;
}

export async function loadCampaign(db: Queryable, key: string): Promise<CampaignRow | undefined> {
  const { rows } = await db.query<CampaignRow>({
    name: "incentive-load-campaign",
    text: `
      select c.id, c.key, c.revision, r.definition, c.labels, c.sequence, c.created_at as "createdAt",
             c.updated_at as "updatedAt", c.updated_by as "updatedBy"
      from belfry.incentive_campaigns c
      join belfry.incentive_revisions r on r.campaign_id = c.id and r.revision = c.revision
      where c.key = $1`,
    values: [key],
  });
  return rows[0];
}
