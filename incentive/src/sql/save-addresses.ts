import type { Tx } from "@belfry/store";

export async function saveAddresses(tx: Tx, campaignId: number, hashes: readonly Buffer[]): Promise<void> {
  await tx.query({
    name: "incentive-save-addresses",
    text: `
      insert into belfry.incentive_addresses (campaign_id, address_hash)
      select $1, hash from unnest($2::bytea[]) as v (hash)
      on conflict do nothing`,
    values: [campaignId, hashes],
  });
}
