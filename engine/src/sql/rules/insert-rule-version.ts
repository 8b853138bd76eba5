import type { Rule } from "@belfry/model";
import type { Tx } from "@belfry/store";

/** Writes the next version and makes it the newest. Returns its number. */
export async function insertRuleVersion(
  tx: Tx,
  ruleId: number,
  rule: Rule,
  { author, note }: { readonly author: string; readonly note: string },
): Promise<number> {
  const { rows } = await tx.query<{ version: number }>({
    name: "insert-rule-version",
    text: `
      with r as (
        update belfry.rules set version = version + 1, name = $2, labels = $3, updated_at = belfry.now(),
          change = nextval('belfry.rule_changes')
        where id = $1 returning id, version
      )
      insert into belfry.rule_versions (rule_id, version, definition, author, created_at, note)
      select id, version, $4, $5, belfry.now(), $6 from r returning version`,
    values: [ruleId, rule.name, JSON.stringify(rule.labels ?? {}), JSON.stringify(rule), author, note],
  });
  const version = rows[0]?.version;
  if (version === undefined) throw new Error(`The rule ${rule.rule} vanished while it was saved.`);
  return version;
}
