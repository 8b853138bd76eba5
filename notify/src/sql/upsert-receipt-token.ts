import type { Tx } from "@belfry/store";

/** Gives an account a new address for receipts; the one before it is worth nothing any more. */
export async function upsertReceiptToken(
  tx: Tx,
  token: { readonly channel: string; readonly account: string; readonly hash: Buffer; readonly by: string },
): Promise<void> {
  await tx.query({
    name: "notify-upsert-receipt-token",
    text: `
      insert into belfry.receipt_tokens (channel, account, token_hash, created_at, created_by)
      values ($1, $2, $3, belfry.now(), $4)
      on conflict (channel, account) do update
      set token_hash = excluded.token_hash, created_at = excluded.created_at, created_by = excluded.created_by`,
    values: [token.channel, token.account, token.hash, token.by],
  });
}
