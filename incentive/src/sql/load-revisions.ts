import type { Queryable } from "@belfry/store";
import type { RevisionRow } from "./list-campaigns.ts";

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
