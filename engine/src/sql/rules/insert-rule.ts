import type { Rule } from "@belfry/model";
import type { Tx } from "@belfry/store";

export async function insertRule(tx: Tx, rule: Rule): Promise<number> {
  const { rows } = await tx.query<{ id: number }>({
    name: "insert-rule",
    text: `insert into belfry.rules (slug, name, version, labels, created_at, updated_at)
      values ($1, $2, 0, $3, belfry.now(), belfry.now()) on conflict (slug) do nothing returning id`,
    values: [rule.rule, rule.name, JSON.stringify(rule.labels ?? {})],
  });
  return rows[0]?.id ?? 0;
}
