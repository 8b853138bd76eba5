import type { Tx } from "@belfry/store";
import { callBackPutOff } from "../sql/call-back-put-off.ts";
import { claimCallbackEvents, type ClaimedEvent } from "../sql/claim-callback-events.ts";

/** Takes events that are told now; those that must wait for an earlier one of their delivery are put off. */
export async function takeEvents(
  tx: Tx,
  options: Parameters<typeof claimCallbackEvents>[1],
): Promise<{ readonly taken: readonly ClaimedEvent[]; readonly hasPutOff: boolean }> {
  const claimed = await claimCallbackEvents(tx, options);
  const putOff = claimed.filter(({ isBehind }) => isBehind).map(({ id }) => id);
  if (putOff.length > 0) await callBackPutOff(tx, putOff);
  return { taken: claimed.filter(({ isBehind }) => !isBehind), hasPutOff: putOff.length > 0 };
}
