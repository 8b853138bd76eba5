import type { Tx } from "@belfry/store";
import { claimDueMessages, type ClaimedMessage } from "../sql/claim-due-messages.ts";

/** How many sends at once are kept free for urgent messages: behind so many slow mails an alarm would wait. */
const KEPT_FOR_URGENT = 2;

/**
 * Takes what is due and may be sent now. With few hands free only what is urgent is taken.
 * @param free how many messages this process can send besides those under way, of `atMost` in all
 */
export async function takeDueMessages(
  tx: Tx,
  { node, free, atMost }: { readonly node: number; readonly free: number; readonly atMost: number },
): Promise<ClaimedMessage[]> {
  const kept = Math.min(KEPT_FOR_URGENT, atMost - 1);
  return claimDueMessages(tx, { node, limit: free, others: Math.max(free - kept, 0) });
}
