import type { Tx } from "@belfry/store";

/** Forgets all keys but one. */
export async function deleteOtherVaultKeys(tx: Tx, keep: string): Promise<void> {
  await tx.query({
    name: "access-delete-other-vault-keys",
    text: "delete from belfry.vault_keys where key_id <> $1",
    values: [keep],
  });
}
