import type { AlertKind } from "@belfry/model";
import type { Queryable } from "@belfry/store";

export interface UntoldAlert {
  readonly id: number;
  readonly kind: AlertKind;
  readonly subject: string;
  readonly rule: string | null;
  readonly ruleName: string | null;
  readonly since: Date;
  /** Null while it lasts. */
  readonly until: Date | null;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly endFacts: Readonly<Record<string, unknown>> | null;
  readonly depth: number;
  readonly isBeginTold: boolean;
}

/** Alerts of which the beginning or the end has not been told, the oldest first. */
export async function selectUntoldAlerts(db: Queryable, limit: number): Promise<UntoldAlert[]> {
  const { rows } = await db.query<UntoldAlert>({
    name: "select-untold-alerts",
    text: `
      select a.id, a.kind, a.subject, r.slug as rule, r.name as "ruleName", a.since, a.until, a.facts, a.end_facts as "endFacts", a.depth,
        a.event_id is not null as "isBeginTold"
      from belfry.alert_episodes a left join belfry.rules r on r.id = a.rule_id
      where a.event_id is null or (a.until is not null and a.end_event_id is null)
      order by a.since, a.id
      limit $1`,
    values: [limit],
  });
  return rows;
}
