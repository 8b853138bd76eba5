import type { Queryable } from "@belfry/store";
import { recordTableColumns, type RecordTableRow } from "./record-rows.ts";

/** All tables of records, or the one with a name. */
export async function selectRecordTables(db: Queryable, name: string | null = null): Promise<RecordTableRow[]> {
  const { rows } = await db.query<RecordTableRow>({
    name: "select-record-tables",
    text: `select ${recordTableColumns} from belfry.record_tables where $1::text is null or name = $1 order by name`,
    values: [name],
  });
  return rows;
}
