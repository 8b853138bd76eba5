import type { Tx } from "@belfry/store";

export interface RecordTableInput {
  readonly name: string;
  readonly description: string;
  readonly maxRows: number;
}

/** Makes a table of records, or changes what is said of it. */
export async function upsertRecordTable(tx: Tx, { name, description, maxRows }: RecordTableInput): Promise<void> {
  await tx.query({
    name: "upsert-record-table",
    text: `
      insert into belfry.record_tables (name, description, max_rows, created_at, updated_at)
      values ($1, $2, $3, belfry.now(), belfry.now())
      on conflict (name) do update set description = excluded.description, max_rows = excluded.max_rows,
        updated_at = excluded.updated_at`,
    values: [name, description, maxRows],
  });
}
