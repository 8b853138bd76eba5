import type { Tx } from "@belfry/store";
import type { CallbackEventStatus } from "../callbacks/callback.ts";

/** Lets events be told again, from the first try on. Returns how many. */
export async function replayCallbackEvents(
  tx: Tx,
  options: {
    readonly callbackId: number;
    readonly statuses: readonly CallbackEventStatus[];
    readonly ids: readonly number[] | undefined;
    readonly from: Date | undefined;
    readonly until: Date | undefined;
  },
): Promise<number> {
  const { count } = await tx.query({
    name: "notify-replay-callback-events",
    text: `
      update belfry.callback_events
      set status = 'waiting', tries = 0, next_at = belfry.now()
      where callback_id = $1 and status = any($2) and status <> 'waiting'
        and ($3::bigint[] is null or id = any($3))
        and ($4::timestamptz is null or at >= $4) and ($5::timestamptz is null or at < $5)`,
    values: [options.callbackId, options.statuses, options.ids ?? null, options.from ?? null, options.until ?? null],
  });
  return count;
}
