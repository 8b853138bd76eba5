/**
 * How long a chain of events, calls and ends of rules has become. It grows with each of them, and what goes in circles is
 * stopped by it.
 */
import { CHAIN_DEPTH, type IncomingEvent } from "@belfry/plugin-kit";

/** More than this many in a chain go in circles. */
export const DEEPEST_CHAIN = 16;
/** What strangers write may be any number; beyond the limit it makes no difference. */
const DEEPEST_KEPT = 1_000;

/** How many events, calls and ends led to an execution, by what started it. */
export function chainDepth(trigger: Readonly<Record<string, unknown>>): number {
  const event = trigger["event"];
  const ofEvent = typeof event === "object" && event !== null && "depth" in event ? event.depth : undefined;
  return Math.max(depthOf(trigger["depth"]), depthOf(ofEvent));
}

/** How many events and calls led to an event: as whoever brought it knows, or as the rule says that published it. */
export function eventDepth({ attributes }: IncomingEvent, known: number): number {
  return Math.min(DEEPEST_KEPT, Math.max(known, depthOf(attributes?.[CHAIN_DEPTH])));
}

function depthOf(value: unknown): number {
  return typeof value === "number" && Number.isInteger(value) && value > 0 ? value : 0;
}
