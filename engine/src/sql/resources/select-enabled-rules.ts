import type { Queryable } from "@belfry/store";

/** Those of these rules that are there and enabled. */
export async function selectEnabledRules(db: Queryable, slugs: readonly string[]): Promise<Set<string>> {
  const { rows } = await db.query<{ slug: string }>({
    name: "select-enabled-rules",
    text: "select slug from belfry.rules where slug = any($1::text[]) and status = 'enabled'",
    values: [slugs],
  });
  return new Set(rows.map(({ slug }) => slug));
}
