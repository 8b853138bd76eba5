import type { Tx } from "@belfry/store";

/** How many of those who were let in under an epoch have not yet said how it went. */
export async function countLetIn(tx: Tx, connection: string, epoch: number): Promise<number> {
  const { rows } = await tx.query<{ n: number }>({
    name: "count-let-in",
    text: "select count(*)::int as n from belfry.execution_queue where connection = $1 and pass = $2",
    values: [connection, epoch],
  });
  return rows[0]?.n ?? 0;
}
