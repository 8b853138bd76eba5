import type { Scope } from "@belfry/model";
import type { Queryable } from "@belfry/store";

/** Which of these rules exist, are not archived, and lie within the scope. */
export async function selectWatchedRules(
  db: Queryable,
  slugs: readonly string[],
  scope: Scope | null,
): Promise<Set<string>> {
  const { rows } = await db.query<{ slug: string }>({
    name: "select-watched-rules",
    text: `
      select slug from belfry.rules
      where slug = any ($1) and status <> 'archived' and ($2::jsonb is null or belfry.labels_in_scope(labels, $2))`,
    values: [slugs, scope],
  });
  return new Set(rows.map(({ slug }) => slug));
}
