import type { Tx } from "@belfry/store";
import type { AlertSignal } from "../../alerts/signal-alerts.ts";

/** Writes signals, in the transaction of what they tell. */
export async function insertAlertSignals(tx: Tx, signals: readonly AlertSignal[]): Promise<void> {
  if (signals.length === 0) return;
  await tx.query({
    name: "insert-alert-signals",
    text: `
      insert into belfry.alert_signals (at, kind, subject, rule_id, over, facts)
      select (select belfry.now()), kind, subject, "ruleId", coalesce(over, false), facts
      from json_to_recordset($1::json) as s (kind text, subject text, "ruleId" int, over bool, facts jsonb)`,
    values: [JSON.stringify(signals)],
  });
}
