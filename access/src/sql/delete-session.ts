import type { Queryable } from "@belfry/store";

export async function deleteSession(db: Queryable, tokenHash: Buffer): Promise<void> {
  await db.query({
    name: "access-delete-session",
    text: "delete from belfry.sessions where token_hash = $1",
    values: [tokenHash],
  });
}
