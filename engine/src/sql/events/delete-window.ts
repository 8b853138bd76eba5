import type { Tx } from "@belfry/store";
import type { WindowKey } from "./window-row.ts";

/** Closes a window that is full. */
export async function deleteWindow(tx: Tx, { triggerId, keyHash }: WindowKey): Promise<void> {
  await tx.query({
    name: "delete-window",
    text: "delete from belfry.event_windows where trigger_id = $1 and key_hash = $2",
    values: [triggerId, keyHash],
  });
}
