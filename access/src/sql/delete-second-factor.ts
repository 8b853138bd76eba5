import type { Tx } from "@belfry/store";

/** Removes a second factor and its recovery codes. Whether there was one. */
export async function deleteSecondFactor(tx: Tx, userId: number): Promise<boolean> {
  const { count } = await tx.query({
    name: "access-delete-second-factor",
    text: `
      with codes as (delete from belfry.recovery_codes where user_id = $1)
      delete from belfry.second_factors where user_id = $1`,
    values: [userId],
  });
  return count > 0;
}
