import type { Tx } from "@belfry/store";
import type { AccountState } from "../pool/account-state.ts";
import { insertAccountStates } from "../sql/insert-account-states.ts";
import { lockAccountStates } from "../sql/lock-account-states.ts";

/** Locks the states of accounts until the transaction ends, making those that there are not yet. By `channel/account`. */
export async function lockStates(
  tx: Tx,
  accounts: readonly { readonly channel: string; readonly account: string }[],
): Promise<Map<string, AccountState>> {
  const wanted = [...new Map(accounts.map((account) => [`${account.channel}/${account.account}`, account])).values()];
  const names = {
    channels: wanted.map(({ channel }) => channel),
    names: wanted.map(({ account }) => account),
  };
  let rows = await lockAccountStates(tx, names);
  if (rows.length < wanted.length) {
    await insertAccountStates(tx, names);
    rows = await lockAccountStates(tx, names);
  }
  return new Map(rows.map((state) => [`${state.channel}/${state.account}`, state]));
}
