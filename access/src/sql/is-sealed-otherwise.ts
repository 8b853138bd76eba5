import type { Queryable } from "@belfry/store";
import type { SealedTable } from "../vault/sealed-columns.ts";

/** Whether something is sealed with another key than this one. */
export async function isSealedOtherwise(
  db: Queryable,
  { table }: Pick<SealedTable, "table">,
  keyId: string,
): Promise<boolean> {
  const { rows } = await db.query<{ found: boolean }>({
    name: `access-is-sealed-otherwise-${table}`,
    text: `select exists (select from ${table} where key_id <> $1) as found`,
    values: [keyId],
  });
  return rows[0]?.found === true;
}
