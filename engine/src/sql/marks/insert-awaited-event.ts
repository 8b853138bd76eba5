import type { Tx } from "@belfry/store";

/** Writes down for the first time that somebody waits for this. */
export async function insertAwaitedEvent(
  tx: Tx,
  { type, match }: { readonly type: string; readonly match: string },
): Promise<void> {
  await tx.query({
    name: "insert-awaited-event",
    text: "insert into belfry.awaited_events (type, match) values ($1, $2) on conflict do nothing",
    values: [type, match],
  });
}
