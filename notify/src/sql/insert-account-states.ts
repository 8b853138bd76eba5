import type { Tx } from "@belfry/store";
import type { AccountNames } from "./lock-account-states.ts";

/** Begins to keep the states of accounts that have never sent. */
export async function insertAccountStates(tx: Tx, { channels, names }: AccountNames): Promise<void> {
  await tx.query({
    name: "notify-insert-account-states",
    text: `
      insert into belfry.account_states (channel, account, updated_at)
      select channel, account, belfry.now() from unnest($1::text[], $2::text[]) as fresh (channel, account)
      order by channel, account
      on conflict do nothing`,
    values: [channels, names],
  });
}
