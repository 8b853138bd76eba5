import { connectLocally } from "@belfry/testkit";
import type { ChannelContext } from "@belfry/plugin-kit";

const ignore = () => undefined;

/** What a channel is given to send with, on this machine. */
export function sendingContext(): ChannelContext {
  return {
    signal: new AbortController().signal,
    now: new Date(),
    piecesDone: 0,
    log: { info: ignore, warn: ignore, error: ignore },
    fetch: () => Promise.reject(new Error("nothing is fetched here")),
    connect: connectLocally,
    secret: async (value) => String(value),
  };
}
