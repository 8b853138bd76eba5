import type { Queryable } from "@belfry/store";

/** Forgets the keys of starts whose time is over, at most `limit` at once. Returns how many there were. */
export async function deleteExpiredTriggerKeys(db: Queryable, options: { readonly limit: number }): Promise<number> {
  const { count } = await db.query({
    name: "delete-expired-trigger-keys",
    text: `
      delete from belfry.trigger_keys
      where (rule_id, key_hash) in (
        select rule_id, key_hash from belfry.trigger_keys
        where expires_at <= belfry.now()
        order by expires_at
        limit $1
        for update skip locked)`,
    values: [options.limit],
  });
  return count;
}
