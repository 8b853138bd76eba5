import type { Queryable } from "@belfry/store";

/** Deletes an account and returns whether there was one. Messages keep its name. */
export async function deleteAccount(db: Queryable, account: { channel: string; name: string }): Promise<boolean> {
  const { count } = await db.query({
    name: "notify-delete-account",
    text: `delete from belfry.accounts where channel = $1 and name = $2`,
    values: [account.channel, account.name],
  });
  return count > 0;
}
