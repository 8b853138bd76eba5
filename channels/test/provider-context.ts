import type { ChannelContext } from "@belfry/plugin-kit";
import { connectLocally, fetchLocally, type FakeClock } from "@belfry/testkit";

/** What a channel over HTTP is given; it has the time of the fake provider, and a vault that holds `secret`. */
export function providerContext(
  clock: FakeClock,
  { secret = "", signal = new AbortController().signal }: { secret?: string; signal?: AbortSignal } = {},
): ChannelContext {
  return {
    signal,
    now: new Date(clock.now()),
    piecesDone: 0,
    log: { info: ignore, warn: ignore, error: ignore },
    fetch: fetchLocally,
    connect: connectLocally,
    secret: async (value) => (typeof value === "string" ? value : secret),
  };
}

function ignore(): void {
  // What the channel logs is not looked at.
}
