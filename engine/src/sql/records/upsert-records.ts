import type { Tx } from "@belfry/store";

export interface RecordInput {
  readonly key: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What became of the records; those that were as they should be already are in neither number. */
export interface UpsertCounts {
  readonly inserted: number;
  readonly changed: number;
}

/**
 * Writes records, each key at most once. `merge` keeps the fields that are not named; without it they go. A record that
 * would stay the same is not touched, so that nobody takes it for changed.
 */
export async function upsertRecords(
  tx: Tx,
  {
    tableId,
    records,
    merge,
  }: { readonly tableId: number; readonly records: readonly RecordInput[]; readonly merge: boolean },
): Promise<UpsertCounts> {
  const { rows } = await tx.query<UpsertCounts>({
    name: "upsert-records",
    text: `
      with written as (
        insert into belfry.records as r (table_id, key, fields, created_at, updated_at)
        select $1, g.key, g.fields, n.at, n.at
        from json_to_recordset($2::json) as g (key text, fields jsonb), (select belfry.now() as at) n
        on conflict (table_id, key) do update set
          fields = case when $3 then r.fields || excluded.fields else excluded.fields end,
          version = r.version + 1, updated_at = excluded.updated_at
        where r.fields is distinct from case when $3 then r.fields || excluded.fields else excluded.fields end
        returning version)
      select count(*) filter (where version = 1)::int as inserted, count(*) filter (where version > 1)::int as changed
      from written`,
    values: [tableId, JSON.stringify(records), merge],
  });
  return rows[0] ?? { inserted: 0, changed: 0 };
}
