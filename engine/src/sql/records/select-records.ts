import type { Queryable } from "@belfry/store";
import { recordColumns, type RecordRow } from "./record-rows.ts";

export interface RecordPage {
  readonly tableId: number;
  /** Keys behind this one; empty for the first page. */
  readonly after: string;
  /** Keys that begin so; empty for all. */
  readonly prefix: string;
  /** Fields that have to be there with these values; empty for all. */
  readonly where: Readonly<Record<string, unknown>>;
  readonly limit: number;
}

/** Records by their keys, in the order of the keys. */
export async function selectRecords(
  db: Queryable,
  { tableId, after, prefix, where, limit }: RecordPage,
): Promise<RecordRow[]> {
  const { rows } = await db.query<RecordRow>({
    name: "select-records",
    text: `
      select ${recordColumns} from belfry.records
      where table_id = $1 and key > $2 and starts_with(key, $3) and key >= $3 and fields @> $4::jsonb
      order by key limit $5`,
    values: [tableId, after, prefix, JSON.stringify(where), limit],
  });
  return rows;
}
