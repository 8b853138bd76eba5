import type { Queryable } from "@belfry/store";

/** All records of a table as one object by their keys; at most `limit` of them. */
export async function selectRecordFields(
  db: Queryable,
  tableId: number,
  limit: number,
): Promise<{ readonly key: string; readonly fields: Readonly<Record<string, unknown>> }[]> {
  const { rows } = await db.query<{ key: string; fields: Readonly<Record<string, unknown>> }>({
    name: "select-record-fields",
    text: "select key, fields from belfry.records where table_id = $1 order by key limit $2",
    values: [tableId, limit],
  });
  return rows;
}
