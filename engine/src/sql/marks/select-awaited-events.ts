import type { Tx } from "@belfry/store";

export interface AwaitedEvent {
  readonly type: string;
  /** The expression over the event that gives the value that is waited for. */
  readonly match: string;
}

/** What is waited for among events of these types. Whoever begins such a wait waits for the end of this transaction. */
export async function selectAwaitedEvents(tx: Tx, types: readonly string[]): Promise<AwaitedEvent[]> {
  const { rows } = await tx.query<AwaitedEvent>({
    name: "select-awaited-events",
    text: "select type, match from belfry.awaited_events where type = any($1::text[]) order by type, match for share",
    values: [types],
  });
  return rows;
}
