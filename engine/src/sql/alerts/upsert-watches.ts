import type { Tx } from "@belfry/store";
import type { OwnThresholds } from "../../alerts/alert-settings.ts";

export interface NewWatch {
  readonly ruleId: number;
  readonly version: number;
  readonly own: OwnThresholds;
  readonly intervalMs: number | null;
}

/** Writes what is to be watched of rules; when they have been silent for too long is found out at once. */
export async function upsertWatches(tx: Tx, watches: readonly NewWatch[]): Promise<void> {
  await tx.query({
    name: "upsert-watches",
    text: `
      insert into belfry.alert_watches (rule_id, rule_version, own, interval_ms, silent_at)
      select "ruleId", version, own, "intervalMs", (select belfry.now())
      from json_to_recordset($1::json) as w ("ruleId" int, version int, own jsonb, "intervalMs" bigint)
      on conflict (rule_id) do update set rule_version = excluded.rule_version, own = excluded.own,
        interval_ms = excluded.interval_ms, silent_at = excluded.silent_at`,
    values: [JSON.stringify(watches)],
  });
}
