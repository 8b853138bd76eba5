import type { ContentLimit } from "@belfry/plugin-kit";

/** How many characters fit into one short message, and into each of several that a phone joins. */
const ALONE = 70;
const JOINED = 67;

/** How many short messages a text is billed as. The signature counts, in the brackets that providers put around it. */
export function countSegments(signName: string, text: string): number {
  // As the network counts: an emoji is two.
  const { length } = `【${signName}】${text}`;
  return length <= ALONE ? 1 : Math.ceil(length / JOINED);
}

/** For meters: what is longer goes in several messages, each billed. */
export const smsLimits: readonly ContentLimit[] = [
  { part: "text", unit: "characters", most: ALONE, splits: true },
  { part: "text", unit: "characters", most: 500 },
];
