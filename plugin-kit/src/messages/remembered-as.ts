import { createHash } from "node:crypto";

/**
 * The name under which a broker remembers how far a trigger has got, so that every node that works for it goes on there.
 * It has 23 letters, digits and a hyphen: more is not allowed for a client of MQTT 3.1.1.
 */
export function rememberedAs(feedId: string): string {
  return `belfry-${createHash("sha256").update(feedId).digest("hex").slice(0, 16)}`;
}
