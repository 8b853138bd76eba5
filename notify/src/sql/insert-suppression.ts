import type { Tx } from "@belfry/store";

export type SuppressionReason = "manual" | "hard-bounce" | "soft-bounces" | "complaint" | "unsubscribe";

/** Puts an address on the list and returns its id; none if it is there already. */
export async function insertSuppression(
  tx: Tx,
  entry: {
    readonly channel: string;
    readonly address: string;
    readonly list?: string;
    readonly reason: SuppressionReason;
    readonly note?: string;
    readonly messageId?: number;
    readonly by: string;
  },
): Promise<number | undefined> {
  const { rows } = await tx.query<{ id: number }>({
    name: "notify-insert-suppression",
    text: `
      insert into belfry.suppressions (channel, address, list, reason, note, message_id, created_at, created_by)
      values ($1, $2, $3, $4, $5, $6, belfry.now(), $7)
      on conflict (lower(address), channel, list) do nothing
      returning id`,
    values: [
      entry.channel,
      entry.address,
      entry.list ?? "",
      entry.reason,
      entry.note ?? "",
      entry.messageId ?? null,
      entry.by,
    ],
  });
  return rows[0]?.id;
}
