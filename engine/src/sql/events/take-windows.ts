import type { Tx } from "@belfry/store";

export interface TakenWindow {
  readonly triggerId: number;
  readonly keyHash: Buffer;
  readonly key: unknown;
  readonly ruleId: number;
  readonly openedAt: Date;
}

/** Takes windows whose time is over. Only the transaction that gets one back may fire it. */
export async function takeWindows(tx: Tx, limit: number): Promise<TakenWindow[]> {
  const { rows } = await tx.query<TakenWindow>({
    name: "take-windows",
    text: `
      delete from belfry.event_windows
      where (trigger_id, key_hash) in (
        select trigger_id, key_hash from belfry.event_windows
        where gathers and closes_at <= belfry.now() order by closes_at limit $1 for update skip locked)
      returning trigger_id as "triggerId", key_hash as "keyHash", key, rule_id as "ruleId", opened_at as "openedAt"`,
    values: [limit],
  });
  return rows;
}
