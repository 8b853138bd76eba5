import type { Queryable } from "@belfry/store";

/** The templates whose newest versions name another one, as their layout or as a partial. */
export async function findTemplateUsers(db: Queryable, code: string): Promise<string[]> {
  const { rows } = await db.query<{ code: string }>({
    name: "notify-find-template-users",
    text: `
      select t.code
      from belfry.templates t join belfry.template_versions v on v.template_id = t.id and v.version = t.version
      where t.removed_at is null and t.code <> $1 and exists (
        select from jsonb_array_elements(v.definition -> 'variants') one
        where split_part(one ->> 'layout', '@', 1) = $1
           or one::text ~ ('\\{%-?\\s*render\\s+(''|\\\\")' || $1 || '(@[0-9]+)?(''|\\\\")'))
      order by t.code`,
    values: [code],
  });
  return rows.map((row) => row.code);
}
