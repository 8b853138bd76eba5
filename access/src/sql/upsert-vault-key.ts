import type { Tx } from "@belfry/store";
import type { Sealed } from "../vault/seal.ts";

/** Makes a key the current one. `sealed` keeps it readable with the other key until the rotation is over. */
export async function upsertVaultKey(
  tx: Tx,
  key: { readonly keyId: string; readonly isCurrent: boolean; readonly sealed?: Sealed & { readonly by: string } },
): Promise<void> {
  const { keyId, isCurrent, sealed } = key;
  await tx.query({
    name: "access-upsert-vault-key",
    text: `
      insert into belfry.vault_keys (key_id, is_current, sealed_by, nonce, ciphertext, tag, created_at)
      values ($1, $2, $3, $4, $5, $6, belfry.now())
      on conflict (key_id) do update
      set is_current = excluded.is_current, sealed_by = excluded.sealed_by, nonce = excluded.nonce,
          ciphertext = excluded.ciphertext, tag = excluded.tag`,
    values: [
      keyId,
      isCurrent,
      sealed?.by ?? null,
      sealed?.nonce ?? null,
      sealed?.ciphertext ?? null,
      sealed?.tag ?? null,
    ],
  });
}
