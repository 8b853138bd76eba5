import type { Queryable } from "@belfry/store";
import type { OrderType } from "../evaluate/contract.ts";
import type { ContractState } from "./load-standing-page.ts";

export interface KnownContract {
  readonly id: number;
  readonly contractId: string;
  readonly amountFen: number;
  readonly state: ContractState;
  /** What its source said when it was booked. */
  readonly housekeeper: string;
  readonly provider: string;
  readonly project: string;
  readonly number: string;
  readonly day: string;
  readonly orderType: OrderType;
  readonly address: string | null;
  readonly historicalNumber: string | null;
}

/** Those of these contracts that were booked before, by their ids. */
export async function loadKnown(
  db: Queryable,
  campaignId: number,
  contractIds: readonly string[],
): Promise<Map<string, KnownContract>> {
  const { rows } = await db.query<KnownContract>({
    name: "incentive-load-known",
    text: `
      select id, contract_id as "contractId", amount_fen as "amountFen", state, provider, project, day,
             order_type as "orderType", source ->> 'housekeeper' as housekeeper, source ->> 'number' as number,
             source ->> 'address' as address, source ->> 'historicalNumber' as "historicalNumber"
      from belfry.incentive_contracts
      where campaign_id = $1 and contract_id = any($2::text[])`,
    values: [campaignId, contractIds],
  });
  return new Map(rows.map((row) => [row.contractId, row]));
}
