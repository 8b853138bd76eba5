import type { EngineCore } from "../engine-core.ts";

/** Tells all nodes that events were accepted: executions may wait, and windows that close soon. */
export function tellAccepted({ bus, feed }: Pick<EngineCore, "bus" | "feed">): void {
  bus.tell("queue");
  bus.tell("windows");
  feed.changed("events");
}
