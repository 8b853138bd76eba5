import type { Tx } from "@belfry/store";

/** Everybody who wrote a version of a rule. */
export async function selectAuthors(tx: Tx, ruleId: number): Promise<string[]> {
  const { rows } = await tx.query<{ author: string }>({
    name: "select-authors",
    text: `select distinct author from belfry.rule_versions where rule_id = $1 order by author`,
    values: [ruleId],
  });
  return rows.map(({ author }) => author);
}
