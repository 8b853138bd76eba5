import type { Tx } from "@belfry/store";
import type { SavedCampaign } from "./save-campaign.ts";

/** Writes a revision. One that was saved before stays as it is. */
export async function saveRevision(
  tx: Tx,
  campaignId: number,
  { revision, definition, by }: Pick<SavedCampaign, "revision" | "definition" | "by">,
): Promise<void> {
  await tx.query({
    name: "incentive-save-revision",
    text: `
      insert into belfry.incentive_revisions (campaign_id, revision, definition, created_at, created_by)
      values ($1, $2, $3, belfry.now(), $4)
      on conflict do nothing`,
    values: [campaignId, revision, JSON.stringify(definition), by],
  });
}
