import type { Tx } from "@belfry/store";

/**
 * Writes down for the first time that somebody waits for this. The lock waits for all who are accepting events: they
 * cannot have seen the row, and one of their events would be missed. It happens once for each expression of a rule.
 */
export async function insertAwaitedEvent(
  tx: Tx,
  { type, match }: { readonly type: string; readonly match: string },
): Promise<void> {
  await tx.query({ name: "lock-awaited-events", text: "lock table belfry.awaited_events in exclusive mode" });
  await tx.query({
    name: "insert-awaited-event",
    text: "insert into belfry.awaited_events (type, match) values ($1, $2) on conflict do nothing",
    values: [type, match],
  });
}
