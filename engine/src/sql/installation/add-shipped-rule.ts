import type { Queryable } from "@belfry/store";

/** Writes that a rule that came with Belfry was installed: from now on it is left to people. */
export async function addShippedRule(db: Queryable, rule: string): Promise<void> {
  await db.query({
    name: "add-shipped-rule",
    text: "update belfry.installation set shipped_rules = shipped_rules || $1::text where not $1 = any (shipped_rules)",
    values: [rule],
  });
}
