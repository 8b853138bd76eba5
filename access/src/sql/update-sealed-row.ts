import type { Tx } from "@belfry/store";
import type { SealedTable } from "../vault/sealed-columns.ts";
import type { SealedRow } from "./lock-rows-sealed-otherwise.ts";

export async function updateSealedRow(
  tx: Tx,
  { table, id }: Pick<SealedTable, "table" | "id">,
  row: SealedRow,
): Promise<void> {
  await tx.query({
    name: `access-update-sealed-row-${table}`,
    text: `update ${table} set key_id = $2, nonce = $3, ciphertext = $4, tag = $5 where ${id} = $1`,
    values: [row.id, row.keyId, row.nonce, row.ciphertext, row.tag],
  });
}
