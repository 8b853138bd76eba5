import type { Tx } from "@belfry/store";

export async function deletePolicy(tx: Tx, name: string): Promise<void> {
  await tx.query({
    name: "notify-delete-policy",
    text: `delete from belfry.message_policies where name = $1`,
    values: [name],
  });
}
