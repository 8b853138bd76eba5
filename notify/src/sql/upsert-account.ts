import type { Queryable } from "@belfry/store";
import type { Account } from "../accounts/account.ts";

/** Writes an account, or replaces the one with its name. */
export async function upsertAccount(db: Queryable, account: Account): Promise<void> {
  await db.query({
    name: "notify-upsert-account",
    text: `
      insert into belfry.accounts (
        channel, name, config, enabled, priority, weight, caps, time_zone, created_at, updated_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, belfry.now(), belfry.now())
      on conflict (channel, name) do update
      set config = excluded.config, enabled = excluded.enabled, priority = excluded.priority, weight = excluded.weight,
          caps = excluded.caps, time_zone = excluded.time_zone, updated_at = excluded.updated_at`,
    values: [
      account.channel,
      account.name,
      JSON.stringify(account.config),
      account.enabled,
      account.priority,
      account.weight,
      JSON.stringify(account.caps),
      account.timeZone,
    ],
  });
}
