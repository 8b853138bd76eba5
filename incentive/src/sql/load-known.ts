import type { Queryable } from "@belfry/store";
import type { ContractFacts } from "../evaluate/contract-facts.ts";
import type { ContractState } from "./load-standing-page.ts";

export interface KnownContract {
  readonly id: number;
  readonly contractId: string;
  readonly amountFen: number;
  readonly state: ContractState;
  /** What is booked of it. */
  readonly facts: ContractFacts;
}

type KnownRow = Omit<KnownContract, "facts"> & ContractFacts;

/** Those of these contracts that were booked before, by their ids. */
export async function loadKnown(
  db: Queryable,
  campaignId: number,
  contractIds: readonly string[],
): Promise<Map<string, KnownContract>> {
  const { rows } = await db.query<KnownRow>({
    name: "incentive-load-known",
    text: `
      select id, contract_id as "contractId", amount_fen as "amountFen", state, source ->> 'housekeeper' as housekeeper,
             provider, coalesce(source ->> 'signedAt', '') as "signedAt", project, source ->> 'number' as number,
             order_type as "orderType", coalesce(source ->> 'address', '') as address,
             coalesce(source ->> 'historicalNumber', '') as "historicalNumber"
      from belfry.incentive_contracts
      where campaign_id = $1 and contract_id = any($2::text[])`,
    values: [campaignId, contractIds],
  });
  return new Map(
    rows.map(({ id, contractId, amountFen, state, ...facts }) => [
      contractId,
      { id, contractId, amountFen, state, facts },
    ]),
  );
}
