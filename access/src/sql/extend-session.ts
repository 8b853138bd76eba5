import type { Queryable } from "@belfry/store";

/** Lets a session that is in use last another week, but never longer than thirty days in all. */
export async function extendSession(db: Queryable, tokenHash: Buffer): Promise<void> {
  await db.query({
    name: "access-extend-session",
    text: `
      update belfry.sessions
      set expires_at = least(belfry.now() + interval '7 days', created_at + interval '30 days')
      where token_hash = $1`,
    values: [tokenHash],
  });
}
