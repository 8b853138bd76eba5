import type { Tx } from "@belfry/store";

/** Nobody else begins to watch rules, or makes or labels one, until the transaction is over. Readers are not held up. */
export async function lockOutcomeDemands(tx: Tx): Promise<void> {
  await tx.query({
    name: "lock-outcome-demands",
    text: "lock table belfry.outcome_demands in share row exclusive mode",
  });
}
