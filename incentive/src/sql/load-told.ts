import type { Queryable } from "@belfry/store";

/** Those of these contracts that the group was told of. */
export async function loadTold(db: Queryable, contracts: readonly number[]): Promise<Set<number>> {
  const { rows } = await db.query<{ contract: number }>({
    name: "incentive-load-told",
    text: `
      select contract from belfry.incentive_tellings
      where contract = any($1::bigint[]) and kind = 'group' and state = 'told'`,
    values: [contracts],
  });
  return new Set(rows.map(({ contract }) => contract));
}
