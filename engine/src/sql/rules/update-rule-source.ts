import type { Tx } from "@belfry/store";

/** Says in which files a rule is kept. */
export async function updateRuleSource(tx: Tx, slug: string, source: string): Promise<void> {
  await tx.query({
    name: "update-rule-source",
    text: `update belfry.rules set source = $2 where slug = $1`,
    values: [slug, source],
  });
}
