import type { Rule } from "@belfry/model";
import type { Queryable } from "@belfry/store";
import type { VersionRow } from "./select-versions.ts";

/** One version of a rule as it was written. */
export async function selectVersion(
  db: Queryable,
  ruleId: number,
  version: number,
): Promise<(VersionRow & { readonly definition: Rule }) | undefined> {
  const { rows } = await db.query<VersionRow & { readonly definition: Rule }>({
    name: "select-version",
    text: `select version, author, note, created_at as "createdAt", definition from belfry.rule_versions
      where rule_id = $1 and version = $2`,
    values: [ruleId, version],
  });
  return rows[0];
}
