import type { Tx } from "@belfry/store";
import type { Account } from "../accounts/account.ts";

/** One account, locked until the transaction ends. */
export async function lockAccount(tx: Tx, account: { channel: string; name: string }): Promise<Account | undefined> {
  const { rows } = await tx.query<Account>({
    name: "notify-lock-account",
    text: `
      select channel, name, config, enabled, priority, weight, caps, time_zone as "timeZone" from belfry.accounts
      where channel = $1 and name = $2 for no key update`,
    values: [account.channel, account.name],
  });
  return rows[0];
}
