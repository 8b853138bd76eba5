import type { Tx } from "@belfry/store";

/** The name of the key that new values are sealed with; it stays so until the transaction is over. */
export async function holdCurrentKey(tx: Tx): Promise<string | undefined> {
  const { rows } = await tx.query<{ keyId: string }>({
    name: "access-hold-current-key",
    text: `select key_id as "keyId" from belfry.vault_keys where is_current for share`,
  });
  return rows[0]?.keyId;
}
