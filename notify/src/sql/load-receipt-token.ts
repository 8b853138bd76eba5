import type { Queryable } from "@belfry/store";

/** The hash of what makes an account's address for receipts a secret; nothing when it has none, or is no account. */
export async function loadReceiptToken(
  db: Queryable,
  { channel, account }: { readonly channel: string; readonly account: string },
): Promise<Uint8Array | undefined> {
  const { rows } = await db.query<{ hash: Uint8Array }>({
    name: "notify-load-receipt-token",
    text: `
      select t.token_hash as hash
      from belfry.receipt_tokens t join belfry.accounts a on a.channel = t.channel and a.name = t.account
      where t.channel = $1 and t.account = $2`,
    values: [channel, account],
  });
  return rows[0]?.hash;
}
