import type { Tx } from "@belfry/store";

/** Locks the row of what is waited for; false when nobody ever waited for it. Waits for those who accept such events. */
export async function lockAwaitedEvent(
  tx: Tx,
  { type, match }: { readonly type: string; readonly match: string },
): Promise<boolean> {
  const { rows } = await tx.query({
    name: "lock-awaited-event",
    text: "select type from belfry.awaited_events where type = $1 and match = $2 for no key update",
    values: [type, match],
  });
  return rows.length > 0;
}
