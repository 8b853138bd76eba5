import type { Scope } from "@belfry/model";
import type { Queryable } from "@belfry/store";

export interface ListedCampaign {
  readonly id: number;
  readonly key: string;
  readonly revision: string;
  readonly definition: unknown;
  readonly labels: Readonly<Record<string, string>>;
  readonly sequence: number;
  readonly updatedAt: Date;
  readonly updatedBy: string;
}

/** The campaigns in use that somebody with this scope may see. */
export async function listCampaigns(db: Queryable, scope: Scope | null): Promise<ListedCampaign[]> {
  const { rows } = await db.query<ListedCampaign>({
    name: "incentive-list-campaigns",
    text: `
      select c.id, c.key, c.revision, r.definition, c.labels, c.sequence, c.updated_at as "updatedAt",
             c.updated_by as "updatedBy"
      from belfry.incentive_campaigns c
      join belfry.incentive_revisions r on r.campaign_id = c.id and r.revision = c.revision
      where belfry.labels_in_scope(c.labels, $1)
      order by c.from_on desc, c.key`,
    values: [scope],
  });
  return rows;
}

export interface RevisionRow {
  readonly revision: string;
  readonly definition: unknown;
  readonly createdAt: Date;
  readonly createdBy: string;
}

/** All revisions of a campaign, the newest first. */
export async function loadRevisions(db: Queryable, campaignId: number): Promise<RevisionRow[]> {
  const { rows } = await db.query<RevisionRow>({
    name: "incentive-load-revisions",
    text: `
      select revision, definition, created_at as "createdAt", created_by as "createdBy"
      from belfry.incentive_revisions where campaign_id = $1 order by created_at desc, revision desc`,
    values: [campaignId],
  });
  return rows;
}

/** Whether there is such a campaign and somebody with this scope may see it. */
export async function isCampaignInScope(db: Queryable, key: string, scope: Scope | null): Promise<boolean> {
  const { rows } = await db.query({
    name: "incentive-is-campaign-in-scope",
    text: "select from belfry.incentive_campaigns where key = $1 and belfry.labels_in_scope(labels, $2)",
    values: [key, scope],
  });
  return rows.length > 0;
}
