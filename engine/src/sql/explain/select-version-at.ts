import type { Rule } from "@belfry/model";
import type { Queryable } from "@belfry/store";
import type { VersionRow } from "../rules/select-versions.ts";

/** The version of a rule that was in force at a moment; nothing before its first. */
export async function selectVersionAt(
  db: Queryable,
  ruleId: number,
  at: Date,
): Promise<(VersionRow & { readonly definition: Rule }) | undefined> {
  const { rows } = await db.query<VersionRow & { readonly definition: Rule }>({
    name: "select-version-at",
    text: `select version, author, note, created_at as "createdAt", definition from belfry.rule_versions
      where rule_id = $1 and created_at <= $2 order by version desc limit 1`,
    values: [ruleId, at],
  });
  return rows[0];
}
