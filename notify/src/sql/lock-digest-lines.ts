import type { Tx } from "@belfry/store";

/**
 * Lets nobody else gather for these lines until the transaction ends: two nodes would each begin a digest of their own. In
 * one order, so that nobody waits for each other.
 */
export async function lockDigestLines(tx: Tx, lines: readonly string[]): Promise<void> {
  await tx.query({
    name: "notify-lock-digest-lines",
    text: `
      select pg_advisory_xact_lock(1111837767, key)
      from (select distinct hashtext(line) as key from unnest($1::text[]) as l (line) order by 1) keys`,
    values: [lines],
  });
}
