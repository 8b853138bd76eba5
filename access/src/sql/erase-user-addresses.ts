import type { Queryable } from "@belfry/store";

/** Forgets e-mail addresses of users in which one of these texts stands, and returns how many. */
export async function eraseUserAddresses(db: Queryable, texts: readonly string[]): Promise<number> {
  const { count } = await db.query({
    name: "access-erase-user-addresses",
    text: `
      update belfry.users set email = null
      where exists (select from unnest($1::text[]) as wanted (text) where strpos(lower(email), lower(text)) > 0)`,
    values: [texts],
  });
  return count;
}
