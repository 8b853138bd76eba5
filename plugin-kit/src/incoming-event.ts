import type { CloudEvent } from "@belfry/model";
import type { IncomingEvent } from "./trigger.ts";

/**
 * The attribute of an event that says how many events and calls led to it. A rule that publishes events sets it, so that
 * rules which start each other through a broker are stopped like all others that go in circles.
 */
export const CHAIN_DEPTH = "belfrydepth";

/** A CloudEvent as triggers see it; its extensions and what it says of its data become attributes. */
export function incomingEvent({
  id,
  source,
  type,
  subject,
  time,
  data,
  specversion: _,
  ...rest
}: CloudEvent): IncomingEvent {
  const attributes = Object.fromEntries(
    Object.entries(rest).filter((entry): entry is [string, string | number | boolean] => entry[1] !== undefined),
  );
  return {
    id,
    source,
    type,
    ...(subject !== undefined && { subject }),
    ...(time !== undefined && { occurredAt: new Date(time) }),
    attributes,
    data: data ?? null,
  };
}
