import type { Queryable } from "@belfry/store";

/** The keys of campaigns in which one of the texts, in small letters, stands in the name of a person or in an address. */
export async function findCampaignsNaming(db: Queryable, texts: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ key: string }>({
    name: "incentive-find-campaigns-naming",
    text: `
      select k.key from belfry.incentive_campaigns k
      where exists (
          select from belfry.incentive_people p, unnest($1::text[]) w
          where p.campaign_id = k.id and strpos(lower(p.name), w) > 0)
        or exists (
          select from belfry.incentive_contracts c, unnest($1::text[]) w
          where c.campaign_id = k.id and strpos(lower(c.source ->> 'address'), w) > 0)
      order by k.id`,
    values: [texts],
  });
  return rows.map(({ key }) => key);
}
