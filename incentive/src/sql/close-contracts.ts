import type { Tx } from "@belfry/store";
import type { ContractState } from "./load-standing-page.ts";

/** Says of contracts that they do not count any more; what they were stays readable. */
export async function closeContracts(
  tx: Tx,
  contracts: readonly number[],
  state: Exclude<ContractState, "booked">,
): Promise<void> {
  await tx.query({
    name: "incentive-close-contracts",
    text: "update belfry.incentive_contracts set state = $2 where id = any($1::bigint[])",
    values: [contracts, state],
  });
}
