import type { Tx } from "@belfry/store";

/**
 * Replaces addresses in which one of the texts, in small letters, stands by the number of the first contract of each:
 * `[erased]#17`. Two addresses that read the same would be one in the next evaluation, and an award would be taken away.
 * Returns the numbers of the contracts.
 */
export async function eraseAddresses(tx: Tx, campaignId: number, texts: readonly string[]): Promise<number[]> {
  const { rows } = await tx.query<{ id: number }>({
    name: "incentive-erase-addresses",
    text: `
      with found as (
        select c.id, min(c.id) over (partition by c.source ->> 'address') as first
        from belfry.incentive_contracts c
        where c.campaign_id = $1 and c.source ->> 'address' not like '[erased]#%'
          and exists (select from unnest($2::text[]) w where strpos(lower(c.source ->> 'address'), w) > 0))
      update belfry.incentive_contracts c
      set source = jsonb_set(c.source, '{address}', to_jsonb('[erased]#' || f.first))
      from found f where c.id = f.id
      returning c.id`,
    values: [campaignId, texts],
  });
  return rows.map(({ id }) => id);
}
