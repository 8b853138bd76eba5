import type { Tx } from "@belfry/store";

/** Takes a template out of use; its versions stay. */
export async function removeTemplate(tx: Tx, id: number, by: string): Promise<void> {
  await tx.query({
    name: "notify-remove-template",
    text: "update belfry.templates set removed_at = belfry.now(), updated_at = belfry.now(), updated_by = $2 where id = $1",
    values: [id, by],
  });
}
