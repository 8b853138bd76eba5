import type { Store } from "@belfry/store";
import { deleteExpiredMessages } from "../sql/delete-expired-messages.ts";

/** Few enough that their locks are held for a moment only. */
const AT_ONCE = 500;

/** Removes messages that were accepted before a moment, except those with a delivery that is not settled. */
export async function expireMessages(store: Pick<Store, "query">, before: Date): Promise<void> {
  let after = 0;
  for (;;) {
    const seen = await deleteExpiredMessages(store, { before, after, limit: AT_ONCE });
    if (seen === undefined || seen.gone === 0) return;
    after = seen.last;
  }
}
