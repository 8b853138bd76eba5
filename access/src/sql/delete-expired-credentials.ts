import type { Queryable } from "@belfry/store";

/** Deletes the sessions and tokens whose time is over: they let nobody in any more. */
export async function deleteExpiredCredentials(db: Queryable): Promise<void> {
  await db.query({
    name: "access-delete-expired-credentials",
    text: `
      with sessions as (delete from belfry.sessions where expires_at < belfry.now())
      delete from belfry.api_tokens where expires_at < belfry.now()`,
  });
}
