import type { MessageRetry } from "@belfry/client";

export type RetriableState = NonNullable<MessageRetry["states"]>[number];

/** What can be sent again. */
export const retriableStates = ["failed", "unknown", "bounced", "expired"] as const satisfies readonly RetriableState[];
