import type { Queryable } from "@belfry/store";

/** Ends a session. The person whose it was, and nothing when it had ended before. */
export async function deleteSession(
  db: Queryable,
  tokenHash: Buffer,
): Promise<{ readonly userId: number; readonly name: string } | undefined> {
  const { rows } = await db.query<{ userId: number; name: string }>({
    name: "access-delete-session",
    text: `
      delete from belfry.sessions s using belfry.users u
      where s.token_hash = $1 and u.id = s.user_id
      returning u.id as "userId", u.name`,
    values: [tokenHash],
  });
  return rows[0];
}
