import type { Queryable } from "@belfry/store";

export interface TemplateVersionRow {
  readonly version: number;
  readonly note: string;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly current: boolean;
}

/** Newest first. */
export async function listTemplateVersions(
  db: Queryable,
  code: string,
  { before, limit = 50 }: { readonly before?: number | undefined; readonly limit?: number | undefined } = {},
): Promise<TemplateVersionRow[]> {
  const { rows } = await db.query<TemplateVersionRow>({
    name: "notify-list-template-versions",
    text: `
      select v.version, v.note, v.created_at as "createdAt", v.created_by as "createdBy", v.version = t.version as current
      from belfry.templates t join belfry.template_versions v on v.template_id = t.id
      where t.code = $1 and t.removed_at is null and ($2::int is null or v.version < $2)
      order by v.version desc limit $3`,
    values: [code, before ?? null, limit],
  });
  return rows;
}
