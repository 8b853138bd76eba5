/**
 * How long a chain of events, calls and ends of rules has become. It grows with each of them, and what goes in circles is
 * stopped by it.
 */

/** More than this many in a chain go in circles. */
export const DEEPEST_CHAIN = 16;

/** How many events, calls and ends led to an execution, by what started it. */
export function chainDepth(trigger: Readonly<Record<string, unknown>>): number {
  const event = trigger["event"];
  const ofEvent = typeof event === "object" && event !== null && "depth" in event ? event.depth : undefined;
  return Math.max(depthOf(trigger["depth"]), depthOf(ofEvent));
}

function depthOf(value: unknown): number {
  return typeof value === "number" && Number.isInteger(value) && value > 0 ? value : 0;
}
