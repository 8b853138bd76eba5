import type { Queryable } from "@belfry/store";
import { vaultKeyColumns, type VaultKeyRow } from "./vault-key-columns.ts";

export async function selectVaultKeys(db: Queryable): Promise<VaultKeyRow[]> {
  const { rows } = await db.query<VaultKeyRow>({
    name: "access-select-vault-keys",
    text: `select ${vaultKeyColumns} from belfry.vault_keys order by created_at, key_id`,
  });
  return rows;
}
