import type { Tx } from "@belfry/store";

/** Remembers since when an enabled rule sends to the outside; the first time counts. */
export async function markSending(tx: Tx, ruleId: number): Promise<void> {
  await tx.query({
    name: "mark-sending",
    text: `update belfry.rules set sends_since = belfry.now() where id = $1 and sends_since is null`,
    values: [ruleId],
  });
}
