import type { Queryable } from "@belfry/store";

export interface VersionRow {
  readonly version: number;
  readonly author: string;
  readonly note: string;
  readonly createdAt: Date;
}

/** The versions of a rule, the newest first. @param page.before only those with lower numbers */
export async function selectVersions(
  db: Queryable,
  ruleId: number,
  page: { readonly before: number | null; readonly limit: number },
): Promise<VersionRow[]> {
  const { rows } = await db.query<VersionRow>({
    name: "select-versions",
    text: `select version, author, note, created_at as "createdAt" from belfry.rule_versions
      where rule_id = $1 and ($2::int is null or version < $2) order by version desc limit $3`,
    values: [ruleId, page.before, page.limit],
  });
  return rows;
}
