import type { Tx } from "@belfry/store";
import { vaultKeyColumns, type VaultKeyRow } from "./vault-key-columns.ts";

/** The same, and nobody seals or rotates until the transaction is over. */
export async function lockVaultKeys(tx: Tx): Promise<VaultKeyRow[]> {
  const { rows } = await tx.query<VaultKeyRow>({
    name: "access-lock-vault-keys",
    text: `select ${vaultKeyColumns} from belfry.vault_keys order by created_at, key_id for update`,
  });
  return rows;
}
