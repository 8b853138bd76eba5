import type { Queryable } from "@belfry/store";

/** Those of these hashes of project addresses that had their award. */
export async function loadAddresses(
  db: Queryable,
  campaignId: number,
  hashes: readonly Buffer[],
): Promise<Set<string>> {
  const { rows } = await db.query<{ hash: string }>({
    name: "incentive-load-addresses",
    text: `
      select encode(address_hash, 'hex') as hash from belfry.incentive_addresses
      where campaign_id = $1 and address_hash = any($2::bytea[])`,
    values: [campaignId, hashes],
  });
  return new Set(rows.map(({ hash }) => hash));
}
