import type { Tx } from "@belfry/store";

/** The message that a notice shows; nothing when it shows none that is kept. */
export async function findNoticeMessage(
  tx: Tx,
  { channel, notice }: { readonly channel: string; readonly notice: string },
): Promise<number | undefined> {
  const { rows } = await tx.query<{ id: number }>({
    name: "notify-find-notice-message",
    text: `
      select m.id
      from belfry.delivery_attempts a
      join belfry.deliveries d on d.id = a.delivery_id
      join belfry.messages m on m.id = d.message_id
      where a.provider_id = $2 and m.channel = $1
      limit 1`,
    values: [channel, notice],
  });
  return rows[0]?.id;
}
