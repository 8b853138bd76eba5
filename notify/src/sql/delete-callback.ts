import type { Tx } from "@belfry/store";

/** Removes a callback with all that it was told. */
export async function deleteCallback(tx: Tx, name: string): Promise<void> {
  await tx.query({
    name: "notify-delete-callback",
    text: `delete from belfry.callbacks where name = $1`,
    values: [name],
  });
}
