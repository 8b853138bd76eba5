import type { Tx } from "@belfry/store";

/** Forgets what was to be watched of rules that are no longer enabled. */
export async function deleteWatches(tx: Tx): Promise<void> {
  await tx.query({
    name: "delete-watches",
    text: `
      delete from belfry.alert_watches w
      where not exists (select from belfry.rules r where r.id = w.rule_id and r.status = 'enabled')`,
  });
}
