import type { Queryable } from "@belfry/store";

/** Forgets the keys of events whose time is over, and throttles that are open no more. Returns how many keys there were. */
export async function deleteExpiredEventKeys(db: Queryable, options: { readonly limit: number }): Promise<number> {
  const { count } = await db.query({
    name: "delete-expired-event-keys",
    text: `
      with windows as (delete from belfry.event_windows where not gathers and closes_at < belfry.now())
      delete from belfry.event_keys
      where key_hash in (
        select key_hash from belfry.event_keys where expires_at <= belfry.now()
        order by expires_at limit $1 for update skip locked)`,
    values: [options.limit],
  });
  return count;
}
