import type { Tx } from "@belfry/store";
import type { StoppedCallback } from "../callbacks/callback.ts";

/** A callback that every call has failed to for so long is stopped. */
const STOPPED_AFTER = "120 hours";

/** What a call said of its receiver. */
export interface CallbackNote {
  readonly callbackId: number;
  readonly kind: "told" | "failed" | "gone";
  /** With `failed`: nothing is told for so long. */
  readonly pauseMs: number | undefined;
}

/**
 * Writes how a receiver is. Returns why it was stopped by this, and since when it had failed; nothing when it was not.
 * One that is well stays untouched: a row that every call wrote would make all of them wait for each other.
 */
export async function noteCallback(
  tx: Tx,
  { callbackId, kind, pauseMs }: CallbackNote,
): Promise<StoppedCallback | undefined> {
  const { rows } = await tx.query<
    Omit<StoppedCallback, "because"> & { readonly because: StoppedCallback["because"] | null }
  >({
    name: "notify-note-callback",
    text: `
      update belfry.callbacks
      set failing_since = case when $2 = 'told' then null else coalesce(failing_since, belfry.now()) end,
          paused_until = greatest(paused_until, belfry.now() + $3::float8 * interval '1 millisecond'),
          disabled_at = case when $2 = 'gone' or ($2 = 'failed' and failing_since <= belfry.now() - interval '${STOPPED_AFTER}')
                             then belfry.now() end,
          disabled_reason = case when $2 = 'gone' then 'gone'
                                 when $2 = 'failed' and failing_since <= belfry.now() - interval '${STOPPED_AFTER}'
                                 then 'failing' end
      where id = $1 and disabled_at is null
        and ($2 <> 'told' or failing_since is not null)
        and ($2 <> 'failed' or failing_since is null or $3::float8 is not null
             or failing_since <= belfry.now() - interval '${STOPPED_AFTER}')
      returning name, disabled_reason as because, coalesce(failing_since, belfry.now()) as since`,
    values: [callbackId, kind, pauseMs ?? null],
  });
  const [row] = rows;
  return row === undefined || row.because === null ? undefined : { ...row, because: row.because };
}
