import type { Tx } from "@belfry/store";

export interface SavedCampaign {
  readonly key: string;
  readonly revision: string;
  readonly name: string;
  readonly city: string;
  readonly from: string;
  readonly until: string | null;
  readonly labels: Readonly<Record<string, string>>;
  /** As it was handed in: amounts in yuan. */
  readonly definition: unknown;
  readonly by: string;
}

/** Puts a revision of a campaign in force, which may be its first, and returns the number of the campaign. */
export async function saveCampaign(tx: Tx, campaign: SavedCampaign): Promise<number> {
  const { rows } = await tx.query<{ id: number }>({
    name: "incentive-save-campaign",
    text: `
      insert into belfry.incentive_campaigns (key, revision, name, city, from_on, until_on, labels, created_at, updated_at,
        updated_by)
      values ($1, $2, $3, $4, $5, $6, $7, belfry.now(), belfry.now(), $8)
      on conflict (key) do update
      set revision = excluded.revision, name = excluded.name, city = excluded.city, from_on = excluded.from_on,
          until_on = excluded.until_on, labels = excluded.labels, updated_at = excluded.updated_at,
          updated_by = excluded.updated_by
      returning id`,
    values: [
      campaign.key,
      campaign.revision,
      campaign.name,
      campaign.city,
      campaign.from,
      campaign.until,
      JSON.stringify(campaign.labels),
      campaign.by,
    ],
  });
  return rows[0]?.id ?? 0;
}
