import type { Queryable } from "@belfry/store";

/** Forgets the failed attempts under these names, and with them a lock. Whether one was in force. */
export async function deleteLoginFailures(db: Queryable, names: readonly string[]): Promise<boolean> {
  const { rows } = await db.query<{ locked: boolean }>({
    name: "access-delete-login-failures",
    text: `
      delete from belfry.login_failures where name = any($1)
      returning coalesce(locked_until > belfry.now(), false) as locked`,
    values: [names],
  });
  return rows.some(({ locked }) => locked);
}
