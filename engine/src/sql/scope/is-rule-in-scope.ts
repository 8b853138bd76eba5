import type { Scope } from "@belfry/model";
import type { Queryable } from "@belfry/store";

/** Whether there is such a rule and somebody with this scope may see it. */
export async function isRuleInScope(db: Queryable, slug: string, scope: Scope | null): Promise<boolean> {
  const { count } = await db.query({
    name: "is-rule-in-scope",
    text: "select id from belfry.rules where slug = $1 and belfry.rule_in_scope(id, $2)",
    values: [slug, scope],
  });
  return count > 0;
}
