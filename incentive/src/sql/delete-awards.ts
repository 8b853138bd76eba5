import type { Tx } from "@belfry/store";

/** Takes all awards of these contracts away. */
export async function deleteAwards(tx: Tx, contracts: readonly number[]): Promise<void> {
  await tx.query({
    name: "incentive-delete-awards",
    text: "delete from belfry.incentive_awards where contract = any($1::bigint[])",
    values: [contracts],
  });
}
