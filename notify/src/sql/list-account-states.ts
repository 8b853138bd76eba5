import type { Queryable } from "@belfry/store";
import { accountStateColumns } from "../pool/account-state-columns.ts";
import type { AccountState } from "../pool/account-state.ts";

/** What the accounts of a channel, or of all, have sent and how they are; those that have sent or failed. */
export async function listAccountStates(db: Queryable, channel?: string): Promise<AccountState[]> {
  const { rows } = await db.query<AccountState>({
    name: "notify-list-account-states",
    text: `
      select ${accountStateColumns} from belfry.account_states
      where $1::text is null or channel = $1`,
    values: [channel ?? null],
  });
  return rows;
}
