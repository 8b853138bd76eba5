import type { Queryable } from "@belfry/store";

/** Removes one caught mail. */
export async function deleteSandboxMail(db: Queryable, id: number): Promise<void> {
  await db.query({
    name: "notify-delete-sandbox-mail",
    text: `delete from belfry.sandbox_mails where id = $1`,
    values: [id],
  });
}
