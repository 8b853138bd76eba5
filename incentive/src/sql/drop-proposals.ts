import type { Tx } from "@belfry/store";

/** Takes back what runs proposed about contracts of which their source says again what is booked. */
export async function dropProposals(tx: Tx, contracts: readonly number[]): Promise<void> {
  await tx.query({
    name: "incentive-drop-proposals",
    text: `delete from belfry.incentive_corrections where contract = any($1::bigint[]) and state = 'proposed'`,
    values: [contracts],
  });
}
