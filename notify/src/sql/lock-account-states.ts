import type { Tx } from "@belfry/store";
import { accountStateColumns } from "../pool/account-state-columns.ts";
import type { AccountState } from "../pool/account-state.ts";

/** Accounts by channel and name. */
export interface AccountNames {
  readonly channels: readonly string[];
  readonly names: readonly string[];
}

/** The states of accounts, locked in one order until the transaction ends; those that there are. */
export async function lockAccountStates(tx: Tx, { channels, names }: AccountNames): Promise<AccountState[]> {
  const { rows } = await tx.query<AccountState>({
    name: "notify-lock-account-states",
    text: `
      select ${accountStateColumns}
      from belfry.account_states
      where (channel, account) in (select * from unnest($1::text[], $2::text[]))
      order by channel, account
      for no key update`,
    values: [channels, names],
  });
  return rows;
}
