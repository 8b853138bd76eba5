import type { Queryable, Tx } from "@belfry/store";
import type { SealedValue } from "../vault/sealer.ts";
import type { SealedTable } from "../vault/sealed-columns.ts";

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
    name: `access-lock-rows-sealed-otherwise ${table}`,
    text: `
      select ${id} as id, key_id as "keyId", nonce, ciphertext, tag from ${table}
      where key_id <> $1 and ${id} collate "C" > $2 collate "C" order by ${id} collate "C" limit $3 for update`,
    values: [page.keyId, page.after, page.limit],
  });
  return rows;
}

export async function updateSealedRow(
  tx: Tx,
  { table, id }: Pick<SealedTable, "table" | "id">,
  row: SealedRow,
): Promise<void> {
  await tx.query({
    name: `access-update-sealed-row ${table}`,
    text: `update ${table} set key_id = $2, nonce = $3, ciphertext = $4, tag = $5 where ${id} = $1`,
    values: [row.id, row.keyId, row.nonce, row.ciphertext, row.tag],
  });
}

/** Whether something is sealed with another key than this one. */
export async function isSealedOtherwise(
  db: Queryable,
  { table }: Pick<SealedTable, "table">,
  keyId: string,
): Promise<boolean> {
  const { rows } = await db.query<{ found: boolean }>({
    name: `access-is-sealed-otherwise ${table}`,
    text: `select exists (select from ${table} where key_id <> $1) as found`,
    values: [keyId],
  });
  return rows[0]?.found === true;
}
