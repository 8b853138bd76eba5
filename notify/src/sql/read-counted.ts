import type { Tx } from "@belfry/store";

export interface CountedRow {
  readonly channel: string;
  /** In small letters. */
  readonly recipient: string;
  readonly countedAt: Date;
  /** As how many it was counted where pieces count. */
  readonly pieces: number;
}

/** When deliveries to these recipients were counted, since so long ago; the oldest first. */
export async function readCounted(
  tx: Tx,
  options: { readonly recipients: readonly string[]; readonly sinceMs: number },
): Promise<CountedRow[]> {
  const { rows } = await tx.query<CountedRow>({
    name: "notify-read-counted",
    text: `
      select m.channel, lower(d.recipient) as recipient, d.counted_at as "countedAt", d.counted_pieces as pieces
      from belfry.deliveries d join belfry.messages m on m.id = d.message_id
      where lower(d.recipient) = any($1::text[]) and d.counted_at > belfry.now() - $2::float8 * interval '1 millisecond'
        and d.state in ('queued', 'sending', 'accepted', 'delivered', 'unknown')
      order by d.counted_at`,
    values: [options.recipients.map((recipient) => recipient.toLowerCase()), options.sinceMs],
  });
  return rows;
}
