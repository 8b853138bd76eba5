import type { AlertKind } from "@belfry/model";
import type { Tx } from "@belfry/store";

export interface NewAlert {
  readonly kind: AlertKind;
  readonly subject: string;
  readonly ruleId: number | null;
  readonly facts: Readonly<Record<string, unknown>>;
  /** How many events and calls led to it. */
  readonly depth: number;
}

/**
 * Writes what has begun to be wrong; of what is open already that it was seen again, and how many slots were missed by now,
 * from the first to the last of them: batches do not come in the order of their times.
 */
export async function insertAlerts(tx: Tx, alerts: readonly NewAlert[]): Promise<void> {
  if (alerts.length === 0) return;
  await tx.query({
    name: "insert-alerts",
    text: `
      insert into belfry.alert_episodes (kind, subject, rule_id, since, facts, seen_at, depth)
      select kind, subject, "ruleId", (select belfry.now()), facts, (select belfry.now()), depth
      from json_to_recordset($1::json) as a (kind text, subject text, "ruleId" int, facts jsonb, depth smallint)
      on conflict (kind, subject) where until is null do update set seen_at = excluded.seen_at,
        facts = case when excluded.facts ? 'missed' and alert_episodes.facts ? 'missed'
          then alert_episodes.facts || jsonb_build_object(
            'missed', (alert_episodes.facts ->> 'missed')::bigint + (excluded.facts ->> 'missed')::bigint,
            'from', least((alert_episodes.facts ->> 'from')::timestamptz, (excluded.facts ->> 'from')::timestamptz),
            'to', greatest((alert_episodes.facts ->> 'to')::timestamptz, (excluded.facts ->> 'to')::timestamptz))
          else alert_episodes.facts end`,
    values: [JSON.stringify(alerts)],
  });
}
