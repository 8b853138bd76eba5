import type { Queryable } from "@belfry/store";

export interface RecordRevision {
  readonly id: number;
  readonly name: string;
  readonly rows: number;
  readonly revision: string;
}

/** Which state tables are in. */
export async function selectRecordRevisions(db: Queryable, names: readonly string[]): Promise<RecordRevision[]> {
  const { rows } = await db.query<RecordRevision>({
    name: "select-record-revisions",
    text: `
      select id, name, rows, revision::text as revision from belfry.record_tables
      where name = any($1::text[]) order by name`,
    values: [names],
  });
  return rows;
}
