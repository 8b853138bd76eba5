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
