import type { Tx } from "@belfry/store";

/** Locks a rule until the transaction ends, and returns whether there is one. */
export async function lockRuleRow(tx: Tx, slug: string): Promise<boolean> {
  const { count } = await tx.query({
    name: "lock-rule-row",
    text: "select id from belfry.rules where slug = $1 for no key update",
    values: [slug],
  });
  return count > 0;
}
