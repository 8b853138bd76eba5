import type { Tx } from "@belfry/store";
import type { WindowKey } from "./window-row.ts";

export async function insertGatheredEvents(
  tx: Tx,
  events: readonly (WindowKey & { readonly eventId: number })[],
): Promise<void> {
  if (events.length === 0) return;
  await tx.query({
    name: "insert-gathered-events",
    text: `
      insert into belfry.gathered_events (trigger_id, key_hash, event_id)
      select "triggerId", decode("keyHash", 'hex'), "eventId"
      from json_to_recordset($1::json) as g ("triggerId" int, "keyHash" text, "eventId" bigint)`,
    values: [
      JSON.stringify(
        events.map(({ triggerId, keyHash, eventId }) => ({ triggerId, keyHash: keyHash.toString("hex"), eventId })),
      ),
    ],
  });
}
