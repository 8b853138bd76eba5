import type { Tx } from "@belfry/store";

/** The execution that runs in the place of one of these; nothing when all of them still stand for themselves. */
export async function selectRetriedAs(tx: Tx, ids: readonly number[]): Promise<number | undefined> {
  const { rows } = await tx.query<{ id: number }>({
    name: "select-retried-as",
    text: `select retried_as as id from belfry.execution_retries where execution_id = any ($1::bigint[]) order by execution_id desc limit 1`,
    values: [ids],
  });
  return rows[0]?.id;
}
