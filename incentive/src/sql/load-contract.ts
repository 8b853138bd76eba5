import type { Queryable } from "@belfry/store";
import { type ListedContract, columns } from "./list-contracts.ts";
import { restored, type StoredColumns } from "./stored-contract.ts";

export async function loadContract(
  db: Queryable,
  campaignId: number,
  contractId: string,
): Promise<ListedContract | undefined> {
  const { rows } = await db.query<ListedContract & StoredColumns>({
    name: "incentive-load-contract",
    text: `
      select ${columns}
      from belfry.incentive_contracts c join belfry.incentive_people p on p.id = c.person_id
      where c.campaign_id = $1 and c.contract_id = $2`,
    values: [campaignId, contractId],
  });
  return rows.map((row) => restored(row, row.contract))[0];
}
