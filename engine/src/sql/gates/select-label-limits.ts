import type { Tx } from "@belfry/store";

/**
 * Which of these labels have a limit. The limits stay as they are until the transaction is over, and nobody begins to limit
 * a label meanwhile: whoever does counts those that are at work, and must see the ones that this transaction starts.
 */
export async function selectLabelLimits(tx: Tx, names: readonly string[]): Promise<Set<string>> {
  if (names.length === 0) return new Set();
  const { rows } = await tx.query<{ name: string }>({
    name: "select-label-limits",
    text: "select name from belfry.limits where kind = 'label' and name = any($1::text[]) order by name for key share",
    values: [names],
  });
  return new Set(rows.map(({ name }) => name));
}
