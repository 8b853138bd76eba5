import type { Tx } from "@belfry/store";

/** What was not said yet about contracts that were withdrawn is not said any more. */
export async function dropTellings(tx: Tx, contracts: readonly number[]): Promise<void> {
  await tx.query({
    name: "incentive-drop-tellings",
    text: "update belfry.incentive_tellings set state = 'dropped' where contract = any($1::bigint[]) and state = 'due'",
    values: [contracts],
  });
}
