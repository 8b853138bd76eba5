import type { Queryable } from "@belfry/store";
import { recordColumns, type RecordRow } from "./record-rows.ts";

/** The records of a table with these keys, as far as there are some. */
export async function selectRecordsByKey(
  db: Queryable,
  tableId: number,
  keys: readonly string[],
): Promise<RecordRow[]> {
  const { rows } = await db.query<RecordRow>({
    name: "select-records-by-key",
    text: `select ${recordColumns} from belfry.records where table_id = $1 and key = any($2::text[]) order by key`,
    values: [tableId, keys],
  });
  return rows;
}
