import type { Queryable } from "@belfry/store";

export interface SecretRow {
  readonly name: string;
  readonly keyId: string;
  readonly nonce: Buffer;
  readonly ciphertext: Buffer;
  readonly tag: Buffer;
}

/** Writes a secret, or replaces the one with its name. */
export async function upsertSecret(db: Queryable, secret: SecretRow): Promise<void> {
  await db.query({
    name: "access-upsert-secret",
    text: `
      insert into belfry.secrets (name, key_id, nonce, ciphertext, tag, created_at, updated_at)
      values ($1, $2, $3, $4, $5, belfry.now(), belfry.now())
      on conflict (name) do update
      set key_id = excluded.key_id, nonce = excluded.nonce, ciphertext = excluded.ciphertext, tag = excluded.tag,
          updated_at = excluded.updated_at`,
    values: [secret.name, secret.keyId, secret.nonce, secret.ciphertext, secret.tag],
  });
}
