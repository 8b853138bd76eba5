import type { Tx } from "@belfry/store";
import type { SealedTable } from "../vault/sealed-columns.ts";
import type { SealedValue } from "../vault/sealer.ts";

export interface SealedRow extends SealedValue {
  readonly id: string;
}

/** Rows that are sealed with another key than this one, in the order of their names, behind the name `after`. */
export async function lockRowsSealedOtherwise(
  tx: Tx,
  { table, id }: Pick<SealedTable, "table" | "id">,
  page: { readonly keyId: string; readonly after: string; readonly limit: number },
): Promise<SealedRow[]> {
  const { rows } = await tx.query<SealedRow>({
    name: `access-lock-rows-sealed-otherwise-${table}`,
    text: `
      select ${id} as id, key_id as "keyId", nonce, ciphertext, tag from ${table}
      where key_id <> $1 and ${id} collate "C" > $2 collate "C" order by ${id} collate "C" limit $3 for update`,
    values: [page.keyId, page.after, page.limit],
  });
  return rows;
}
