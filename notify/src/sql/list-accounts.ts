import type { Queryable } from "@belfry/store";
import type { Account } from "../accounts/account.ts";

/** The accounts of a channel, or of all, in the order in which they are asked. */
export async function listAccounts(db: Queryable, channel?: string): Promise<Account[]> {
  const { rows } = await db.query<Account>({
    name: "notify-list-accounts",
    text: `
      select channel, name, config, enabled, priority, weight, caps, time_zone as "timeZone" from belfry.accounts
      where $1::text is null or channel = $1
      order by channel, priority, name`,
    values: [channel ?? null],
  });
  return rows;
}
