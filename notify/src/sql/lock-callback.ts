import type { Tx } from "@belfry/store";
import type { CallbackDraft } from "../callbacks/callback.ts";

export type LockedCallback = Required<CallbackDraft> & { readonly id: number; readonly isStopped: boolean };

/** A callback as it was written, locked until the transaction ends. */
export async function lockCallback(tx: Tx, name: string): Promise<LockedCallback | undefined> {
  const { rows } = await tx.query<LockedCallback>({
    name: "notify-lock-callback",
    text: `
      select id, name, url, secret, events, channels, labels, only_named as "onlyNamed", enabled,
             disabled_at is not null as "isStopped"
      from belfry.callbacks where name = $1 for update`,
    values: [name],
  });
  return rows[0];
}
