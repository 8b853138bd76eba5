import type { Tx } from "@belfry/store";
import { eventColumns, type EventRow } from "./event-row.ts";
import type { WindowKey } from "./window-row.ts";

/** Takes the events out of a window, in the order they came. */
export async function takeGatheredEvents(tx: Tx, { triggerId, keyHash }: WindowKey): Promise<EventRow[]> {
  const { rows } = await tx.query<EventRow>({
    name: "take-gathered-events",
    text: `
      with gone as (
        delete from belfry.gathered_events where trigger_id = $1 and key_hash = $2 returning event_id)
      select ${eventColumns}
      from gone g join belfry.events e on e.id = g.event_id order by e.id`,
    values: [triggerId, keyHash],
  });
  return rows;
}
