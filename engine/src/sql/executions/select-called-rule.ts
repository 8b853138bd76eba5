import type { Queryable } from "@belfry/store";

/** The rule and version that an execution runs; nothing when it is gone. */
export async function selectCalledRule(
  db: Queryable,
  id: number,
): Promise<{ readonly ruleId: number; readonly ruleVersion: number } | undefined> {
  const { rows } = await db.query<{ ruleId: number; ruleVersion: number }>({
    name: "select-called-rule",
    text: `select rule_id as "ruleId", rule_version as "ruleVersion" from belfry.executions where id = $1`,
    values: [id],
  });
  return rows[0];
}
