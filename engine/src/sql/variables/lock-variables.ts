import type { Tx } from "@belfry/store";

/** The variables with these names, locked until the transaction ends; in one order, so that nobody waits in a circle. */
export async function lockVariables(
  tx: Tx,
  names: readonly string[],
): Promise<{ readonly name: string; readonly value: unknown }[]> {
  const { rows } = await tx.query<{ name: string; value: unknown }>({
    name: "lock-variables",
    text: "select name, value from belfry.variables where name = any($1::text[]) order by name for no key update",
    values: [names],
  });
  return rows;
}
