import type { Tx } from "@belfry/store";

/** Ends a key and every token that was exchanged for it. */
export async function revokeApiKey(tx: Tx, id: string): Promise<void> {
  await tx.query({
    name: "access-revoke-api-key",
    text: `
      with tokens as (delete from belfry.api_tokens where key_id = $1)
      update belfry.api_keys set revoked_at = belfry.now() where id = $1 and revoked_at is null`,
    values: [id],
  });
}
