import type { Queryable } from "@belfry/store";

/** The contracts that are booked and not withdrawn, in the order of their booking. */
export async function loadBookedIds(
  db: Queryable,
  campaignId: number,
  page: { readonly after: number; readonly limit: number },
): Promise<{ id: number; contractId: string; amountFen: number }[]> {
  const { rows } = await db.query<{ id: number; contractId: string; amountFen: number }>({
    name: "incentive-load-booked-ids",
    text: `
      select id, contract_id as "contractId", amount_fen as "amountFen" from belfry.incentive_contracts
      where campaign_id = $1 and id > $2 and state = 'booked' order by id limit $3`,
    values: [campaignId, page.after, page.limit],
  });
  return rows;
}
