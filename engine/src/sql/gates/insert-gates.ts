import type { Tx } from "@belfry/store";

/** Makes the locks of gates that are needed for the first time. */
export async function insertGates(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.query({
    name: "insert-gates",
    text: "insert into belfry.gates (id) select * from unnest($1::text[]) as id order by id on conflict do nothing",
    values: [ids],
  });
}
