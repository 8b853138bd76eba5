import type { Tx } from "@belfry/store";

/** "BELR": the class of the locks by which who changes a rule and who starts it take turns. The object is its id. */
export const RULE_TURN_CLASS = 0x42454c52;

/**
 * Waits until nobody starts one of these rules any more who had begun before, and lets nobody begin until the transaction is
 * over. The lock of a row does not do that: those who share it while events come in without a pause hand it on among
 * themselves, and who wants to change the rule waits for ever.
 */
export async function takeRuleTurn(
  tx: Tx,
  rules: { readonly slugs: readonly string[]; readonly source?: string | null },
): Promise<void> {
  await tx.query({
    name: "take-rule-turn",
    text: `
      select pg_advisory_xact_lock(${RULE_TURN_CLASS}, r.id)
      from (select id from belfry.rules where slug = any($1::text[]) or source = $2 order by id) r`,
    values: [rules.slugs, rules.source ?? null],
  });
}
