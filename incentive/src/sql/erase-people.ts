import type { Tx } from "@belfry/store";

export interface ErasedPeople {
  readonly people: number;
  /** The numbers of their contracts. */
  readonly contracts: readonly number[];
}

/**
 * Gives people whose name holds one of the texts, in small letters, a name made of their number: `[erased]#17`. Two people
 * with one name would be one person in the next evaluation, and one of them could not be written at all.
 */
export async function erasePeople(tx: Tx, campaignId: number, texts: readonly string[]): Promise<ErasedPeople> {
  const { rows } = await tx.query<ErasedPeople>({
    name: "incentive-erase-people",
    text: `
      with named as (
        -- The key is the name, and with it the provider where the campaign asks for that.
        update belfry.incentive_people p
        set name = '[erased]#' || p.id, key = '[erased]#' || p.id || substr(p.key, length(p.name) + 1)
        where p.campaign_id = $1 and p.name not like '[erased]#%'
          and exists (select from unnest($2::text[]) w where strpos(lower(p.name), w) > 0)
        returning p.id, p.name, p.key),
      signed as (
        update belfry.incentive_contracts c
        set source = jsonb_set(c.source, '{housekeeper}', to_jsonb(n.name)),
            figures = jsonb_set(c.figures, '{person}', to_jsonb(n.key))
        from named n where c.person_id = n.id
        returning c.id)
      select (select count(*)::int from named) as people, coalesce((select jsonb_agg(id) from signed), '[]') as contracts`,
    values: [campaignId, texts],
  });
  return rows[0] ?? { people: 0, contracts: [] };
}
