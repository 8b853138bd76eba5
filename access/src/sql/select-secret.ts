import type { Queryable } from "@belfry/store";
import type { SecretRow } from "./upsert-secret.ts";

/** One secret, still encrypted. */
export async function selectSecret(db: Queryable, name: string): Promise<SecretRow | undefined> {
  const { rows } = await db.query<SecretRow>({
    name: "access-select-secret",
    text: `select name, key_id as "keyId", nonce, ciphertext, tag from belfry.secrets where name = $1`,
    values: [name],
  });
  return rows[0];
}
