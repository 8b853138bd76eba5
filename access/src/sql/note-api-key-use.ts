import type { Queryable } from "@belfry/store";

export async function noteApiKeyUse(db: Queryable, id: string): Promise<void> {
  await db.query({
    name: "access-note-api-key-use",
    text: "update belfry.api_keys set last_used_at = belfry.now() where id = $1",
    values: [id],
  });
}
