import { isSecretRef } from "@belfry/model";
import type { ChannelContext } from "@belfry/plugin-kit";
import type { NotifyDeps } from "../notify-context.ts";

/** What a channel may use for one send or one test. */
export function channelContext(deps: NotifyDeps, options: { now: Date; signal: AbortSignal }): ChannelContext {
  return {
    ...options,
    log: deps.log,
    fetch: deps.fetch,
    async secret(value) {
      if (isSecretRef(value)) return deps.resolveSecret(value.$secret);
      if (typeof value === "string") return value;
      throw new TypeError("A secret is a string or a reference to the vault.");
    },
  };
}
