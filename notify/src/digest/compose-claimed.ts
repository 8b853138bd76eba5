import type { Tx } from "@belfry/store";
import type { ClaimedMessage } from "../sql/claim-due-messages.ts";
import { holdBack } from "../sql/hold-back.ts";
import { writeContent, type DigestDeps } from "./write-content.ts";

/**
 * Fixes what the digests among the claimed messages say: something of it may have been cancelled since it was gathered.
 * One that has been sent before says the same again. Returns what is to be sent; a digest of nothing is cancelled.
 */
export async function composeClaimed(
  deps: DigestDeps,
  tx: Tx,
  claimed: readonly ClaimedMessage[],
): Promise<ClaimedMessage[]> {
  const sendable: ClaimedMessage[] = [];
  for (const message of claimed) {
    const [held] = message.deliveries;
    if (message.digestOf === null || held === undefined || held.attempts > 0) {
      sendable.push(message);
      continue;
    }
    const content = await writeContent(deps, tx, message);
    if (content !== undefined) {
      sendable.push({ ...message, content });
      continue;
    }
    const reason = "Everything that it gathered was cancelled or has expired.";
    await holdBack(tx, [{ deliveryId: held.id, state: "cancelled", reason, runAt: undefined }]);
  }
  return sendable;
}
