import type { Tx } from "@belfry/store";

/** Makes a message that has just been written the digest of a line, in which it waits for its turn. */
export async function beginDigest(
  tx: Tx,
  digest: { readonly id: number; readonly line: string; readonly turn: Date; readonly reason: string },
): Promise<void> {
  await tx.query({
    name: "notify-begin-digest",
    text: `
      with marked as (update belfry.messages set digest_of = $2 where id = $1)
      update belfry.deliveries set run_at = $3, waits_for = $2, reason = $4 where message_id = $1`,
    values: [digest.id, digest.line, digest.turn, digest.reason],
  });
}
