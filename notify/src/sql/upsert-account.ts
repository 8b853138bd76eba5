import type { Queryable } from "@belfry/store";
import type { Account } from "../accounts/account.ts";

/** Writes an account, or replaces the one with its name. */
export async function upsertAccount(db: Queryable, account: Account): Promise<void> {
  await db.query({
    name: "notify-upsert-account",
    text: `
      insert into belfry.accounts (channel, name, config, enabled, priority, created_at, updated_at)
      values ($1, $2, $3, $4, $5, belfry.now(), belfry.now())
      on conflict (channel, name) do update
      set config = excluded.config, enabled = excluded.enabled, priority = excluded.priority,
          updated_at = excluded.updated_at`,
    values: [account.channel, account.name, JSON.stringify(account.config), account.enabled, account.priority],
  });
}
