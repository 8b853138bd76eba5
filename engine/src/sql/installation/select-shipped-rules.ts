import type { Queryable } from "@belfry/store";

/** The rules that came with Belfry and were installed here once, whether they are still there or not. */
export async function selectShippedRules(db: Queryable): Promise<Set<string>> {
  const { rows } = await db.query<{ shipped: string[] }>({
    name: "select-shipped-rules",
    text: "select shipped_rules as shipped from belfry.installation",
  });
  return new Set(rows[0]?.shipped);
}
