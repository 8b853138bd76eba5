import type { Tx } from "@belfry/store";

/** Ends what is no longer wrong. */
export async function closeAlerts(
  tx: Tx,
  ended: readonly { readonly id: number; readonly facts: Readonly<Record<string, unknown>> }[],
): Promise<void> {
  if (ended.length === 0) return;
  await tx.query({
    name: "close-alerts",
    text: `
      update belfry.alert_episodes a set until = (select belfry.now()), end_facts = e.facts
      from json_to_recordset($1::json) as e (id bigint, facts jsonb)
      where a.id = e.id and a.until is null`,
    values: [JSON.stringify(ended)],
  });
}
