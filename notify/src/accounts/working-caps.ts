import type { ChannelDefinition, SendingCaps } from "@belfry/plugin-kit";
import type { CapsOverride } from "./account.ts";

const CAPS = ["perSecond", "perMinute", "perDay", "perMonth"] as const satisfies readonly (keyof SendingCaps)[];

/** What an account may send: as the operator says, and where that is nothing, as its channel does. */
export function workingCaps(channel: ChannelDefinition, given: CapsOverride, config: unknown): SendingCaps {
  const published = channel.caps?.(config) ?? {};
  const caps = CAPS.flatMap((cap) => {
    const value = given[cap] === undefined ? published[cap] : given[cap];
    return value === undefined || value === null ? [] : [[cap, value] as const];
  });
  return Object.fromEntries(caps);
}
