import type { Tx } from "@belfry/store";

/** Locks all rules that a change of many is about until the transaction ends; in one order, so that nobody waits in a circle. */
export async function lockRules(tx: Tx, slugs: readonly string[], source: string | null): Promise<void> {
  await tx.query({
    name: "lock-rules",
    text: `select id from belfry.rules where slug = any($1::text[]) or source = $2 order by slug for no key update`,
    values: [slugs, source],
  });
}
