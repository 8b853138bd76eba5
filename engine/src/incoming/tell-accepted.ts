import type { EngineCore } from "../engine-core.ts";
import type { AcceptedEvent } from "./accept-events.ts";

/**
 * Tells all nodes that events were accepted: executions may wait, and windows that close soon. At hundreds of events a
 * second, a look at the windows by every node for each of them would cost more than the events.
 * @param accepted what was accepted @default nobody knows; some may have been gathered
 */
export function tellAccepted(
  { bus, feed }: Pick<EngineCore, "bus" | "feed">,
  accepted?: readonly Pick<AcceptedEvent, "gathered">[],
): void {
  bus.tell("queue");
  if (accepted === undefined || accepted.some(({ gathered }) => gathered)) bus.tell("windows");
  feed.changed("events");
}
