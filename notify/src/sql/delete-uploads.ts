import type { Queryable } from "@belfry/store";

export async function deleteUploads(db: Queryable, ids: readonly string[]): Promise<void> {
  await db.query({
    name: "notify-delete-uploads",
    text: `delete from belfry.uploads where id = any($1::text[])`,
    values: [ids],
  });
}
