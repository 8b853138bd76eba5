import type { Queryable, Tx } from "@belfry/store";
import type { Sealed } from "../vault/seal.ts";

/** A master key that the installation uses, or used until a moment ago. */
export interface VaultKeyRow {
  readonly keyId: string;
  readonly isCurrent: boolean;
  /** While a rotation is under way: the key itself, sealed with the other one. */
  readonly sealedBy: string | null;
  readonly nonce: Buffer | null;
  readonly ciphertext: Buffer | null;
  readonly tag: Buffer | null;
}

const columns = `key_id as "keyId", is_current as "isCurrent", sealed_by as "sealedBy", nonce, ciphertext, tag`;

export async function selectVaultKeys(db: Queryable): Promise<VaultKeyRow[]> {
  const { rows } = await db.query<VaultKeyRow>({
    name: "access-select-vault-keys",
    text: `select ${columns} from belfry.vault_keys order by created_at, key_id`,
  });
  return rows;
}

/** The same, and nobody seals or rotates until the transaction is over. */
export async function lockVaultKeys(tx: Tx): Promise<VaultKeyRow[]> {
  const { rows } = await tx.query<VaultKeyRow>({
    name: "access-lock-vault-keys",
    text: `select ${columns} from belfry.vault_keys order by created_at, key_id for update`,
  });
  return rows;
}

/** The name of the key that new values are sealed with; it stays so until the transaction is over. */
export async function holdCurrentKey(tx: Tx): Promise<string | undefined> {
  const { rows } = await tx.query<{ keyId: string }>({
    name: "access-hold-current-key",
    text: `select key_id as "keyId" from belfry.vault_keys where is_current for share`,
  });
  return rows[0]?.keyId;
}

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

/** Forgets all keys but one. */
export async function deleteOtherVaultKeys(tx: Tx, keep: string): Promise<void> {
  await tx.query({
    name: "access-delete-other-vault-keys",
    text: "delete from belfry.vault_keys where key_id <> $1",
    values: [keep],
  });
}
