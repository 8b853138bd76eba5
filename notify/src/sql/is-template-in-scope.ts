import type { Scope } from "@belfry/model";
import type { Queryable } from "@belfry/store";

/** Whether there is such a template and somebody with this scope may see it; inputs say nothing about templates. */
export async function isTemplateInScope(db: Queryable, code: string, scope: Scope | null): Promise<boolean> {
  const { rows } = await db.query<{ seen: boolean }>({
    name: "notify-is-template-in-scope",
    text: `
      select $2::jsonb is null
        or (coalesce($2::jsonb -> 'inputs', '{}') = '{}' and belfry.labels_in_scope(labels, $2::jsonb)) as seen
      from belfry.templates where code = $1 and removed_at is null`,
    values: [code, scope],
  });
  return rows[0]?.seen === true;
}
