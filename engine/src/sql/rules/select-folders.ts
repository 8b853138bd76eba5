import type { Scope } from "@belfry/model";
import type { Queryable } from "@belfry/store";

export interface FolderRow {
  readonly folder: string;
  readonly rules: number;
}

/** The folders in which rules lie that are not archived, and how many; empty is those in none. */
export async function selectFolders(db: Queryable, scope: Scope | null): Promise<FolderRow[]> {
  const { rows } = await db.query<FolderRow>({
    name: "select-folders",
    text: `select v.folder, count(*)::int as rules
      from belfry.rules r join belfry.rule_versions v on v.rule_id = r.id and v.version = r.version
      where r.status <> 'archived' and ($1::jsonb is null or belfry.labels_in_scope(r.labels, $1))
      group by v.folder order by v.folder collate "C"`,
    values: [scope],
  });
  return rows;
}
