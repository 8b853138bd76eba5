import type { Queryable } from "@belfry/store";

/** Whose code is waited for, unless it was too long ago or they were disabled meanwhile. */
export async function selectLoginChallenge(
  db: Queryable,
  tokenHash: Buffer,
): Promise<{ readonly id: number; readonly name: string } | undefined> {
  const { rows } = await db.query<{ id: number; name: string }>({
    name: "access-select-login-challenge",
    text: `
      select u.id, u.name from belfry.login_challenges c join belfry.users u on u.id = c.user_id
      where c.token_hash = $1 and c.expires_at > belfry.now() and u.enabled`,
    values: [tokenHash],
  });
  return rows[0];
}
