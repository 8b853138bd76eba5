import type { Tx } from "@belfry/store";
import type { Sealed } from "../vault/seal.ts";

/** Writes a second factor that waits for its first code. False when one is in force. */
export async function upsertSecondFactor(
  tx: Tx,
  factor: Sealed & { readonly userId: number; readonly keyId: string },
): Promise<boolean> {
  const { count } = await tx.query({
    name: "access-upsert-second-factor",
    text: `
      insert into belfry.second_factors as f (user_id, key_id, nonce, ciphertext, tag, created_at)
      values ($1, $2, $3, $4, $5, belfry.now())
      on conflict (user_id) do update
      set key_id = excluded.key_id, nonce = excluded.nonce, ciphertext = excluded.ciphertext, tag = excluded.tag,
        created_at = excluded.created_at, last_step = null
      where f.confirmed_at is null`,
    values: [factor.userId, factor.keyId, factor.nonce, factor.ciphertext, factor.tag],
  });
  return count > 0;
}
