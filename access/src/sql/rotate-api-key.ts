import type { Tx } from "@belfry/store";
import { keyColumns, type ApiKey } from "./key-columns.ts";

/**
 * Gives a key a new secret; the one it had is good for so long, the one before that no longer. Tokens that were exchanged
 * for the old secret end with it.
 */
export async function rotateApiKey(
  tx: Tx,
  rotation: { readonly id: string; readonly secretHash: Buffer; readonly overlapSeconds: number },
): Promise<ApiKey | undefined> {
  const { rows } = await tx.query<ApiKey>({
    name: "access-rotate-api-key",
    text: `
      with shortened as (
        update belfry.api_tokens set expires_at = least(expires_at, belfry.now() + $3 * interval '1 second')
        where key_id = $1)
      update belfry.api_keys
      set previous_hash = case when $3 > 0 then secret_hash end,
        previous_until = case when $3 > 0 then belfry.now() + $3 * interval '1 second' end, secret_hash = $2
      where id = $1
      returning ${keyColumns}`,
    values: [rotation.id, rotation.secretHash, rotation.overlapSeconds],
  });
  return rows[0];
}
