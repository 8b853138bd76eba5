import type { Tx } from "@belfry/store";

/**
 * Locks all rules that a change of many is about until the transaction ends, in one order, so that nobody waits in a
 * circle. Returns the names of those that there are.
 */
export async function lockRules(tx: Tx, slugs: readonly string[], source: string | null): Promise<Set<string>> {
  const { rows } = await tx.query<{ slug: string }>({
    name: "lock-rules",
    text: `select slug from belfry.rules where slug = any($1::text[]) or source = $2 order by slug for no key update`,
    values: [slugs, source],
  });
  return new Set(rows.map(({ slug }) => slug));
}
