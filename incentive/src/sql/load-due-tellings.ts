import type { Queryable } from "@belfry/store";

/** Something that is to be said about a contract. */
export interface DueTelling {
  readonly contract: string;
  readonly kind: "group" | "award";
  readonly text: string;
  readonly city: string;
  readonly person: string;
  readonly housekeeper: string;
  readonly provider: string;
}

/** What is still to be said, the oldest first. */
export async function loadDueTellings(db: Queryable, campaignId: number, limit: number): Promise<DueTelling[]> {
  const { rows } = await db.query<DueTelling>({
    name: "incentive-load-due-tellings",
    text: `
      select c.contract_id as contract, t.kind, t.text, k.city, p.key as person, p.name as housekeeper, c.provider
      from belfry.incentive_tellings t
      join belfry.incentive_contracts c on c.id = t.contract
      join belfry.incentive_people p on p.id = c.person_id
      join belfry.incentive_campaigns k on k.id = t.campaign_id
      where t.campaign_id = $1 and t.state = 'due'
      order by t.id limit $2`,
    values: [campaignId, limit],
  });
  return rows;
}
